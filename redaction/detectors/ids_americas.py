"""Numbers of people in the Americas, confirmed by their check digits (the United States' by their ranges)."""

from redaction.said import identifier
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    identifier("id-us-ssn", r"ssn|social[ _-]?security(?:[ _-]?(?:number|no|num))?|soc[ _-]?sec", r"\d{3}[- ]?\d{2}[- ]?\d{4}", "us.ssn", "https://www.ssa.gov/employer/randomization.html", ("SSN", "536-90-4399", "666-90-4399")),
    identifier("id-us-itin", r"itin|taxpayer[ _-]?(?:id|identification)\w*|tax[ _-]?id|tin", r"9\d{2}-?\d{2}-?\d{4}", "us.itin", "https://www.irs.gov/individuals/itin", ("ITIN", "912-90-3456", "912-49-3456")),
    identifier("id-us-ein", r"ein|employer[ _-]?id\w*|fein|tax[ _-]?id", r"\d{2}-\d{7}", "us.ein", "https://www.irs.gov/businesses/employer-identification-number", ("EIN", "91-1144442", "07-1144442")),
    identifier("id-us-routing", r"aba|routing(?:[ _-]?(?:number|no))?|rtn", r"\d{9}", "us.rtn", "https://www.aba.com/about-us/routing-number", ("routing number", "111000025", "111000026")),
    identifier("id-ca-sin", r"sin|social insurance(?:[ _-]?(?:number|no))?|nas", r"\d{3}[- ]?\d{3}[- ]?\d{3}", "ca.sin", "https://www.canada.ca/en/employment-social-development/services/sin.html", ("SIN", "123-456-782", "123-456-783")),
    identifier("id-ca-health", r"phn|personal health(?:[ _-]?number)?|health card", r"9\d{3} ?\d{3} ?\d{3}", "ca.bc_phn", "https://www2.gov.bc.ca/gov/content/health", ("PHN", "9698 658 215", "9698 658 216")),
    identifier("id-mx-rfc", r"rfc", r"[A-ZÑ&]{3,4}[- ]?\d{6}[- ]?[A-Z0-9]{3}", "mx.rfc", "https://www.sat.gob.mx/", ("RFC", "GODE561231GR8", "GODE569931GR8")),
    identifier("id-br-cpf", r"cpf|cadastro de pessoas?", r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}", "br.cpf", "https://www.gov.br/receitafederal/", ("CPF", "390.533.447-05", "390.533.447-06")),
    identifier("id-br-cnpj", r"cnpj", r"\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}", "br.cnpj", "https://www.gov.br/receitafederal/", ("CNPJ", "16.727.230/0001-97", "16.727.230/0001-98")),
    identifier("id-ar-cuit", r"cuit|cuil", r"\d{2}-?\d{8}-?\d", "ar.cuit", "https://www.afip.gob.ar/", ("CUIT", "20-05536168-2", "20-05536168-3")),
    identifier("id-cl-rut", r"rut|rol [uú]nico", r"\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]", "cl.rut", "https://www.registrocivil.cl/", ("RUT", "12.531.909-2", "12.531.909-3")),
    identifier("id-co-nit", r"nit|c[eé]dula|rut", r"\d{1,3}\.?\d{3}\.?\d{3}-\d", "co.nit", "https://www.dian.gov.co/", ("NIT", "213.123.432-1", "213.123.432-2")),
    identifier("id-pe-dni", r"dni|cui|documento nacional", r"\d{8}-[\dA-K]", "pe.cui", "https://www.reniec.gob.pe/", ("DNI", "10117410-2", "10117410-5")),
    identifier("id-pe-ruc", r"ruc", r"(?:10|15|17|20)\d{9}", "pe.ruc", "https://www.sunat.gob.pe/", ("RUC", "20512333797", "20512333798")),
    identifier("id-ec-ci", r"c[eé]dula|identidad|ruc", r"\d{9}-?\d", "ec.ci", "https://www.registrocivil.gob.ec/", ("cédula", "171430710-3", "171430710-4")),
    identifier("id-do-cedula", r"c[eé]dula", r"\d{3}-?\d{7}-?\d", "do.cedula", "https://jce.gob.do/", ("cédula", "001-1391820-5", "001-1391820-6")),
    identifier("id-ve-rif", r"rif|c[eé]dula", r"[VEJPG]-?\d{8}-?\d", "ve.rif", "http://www.seniat.gob.ve/", ("RIF", "V-11470283-4", "V-11470283-5")),
    identifier("id-uy-rut", r"rut|c[eé]dula", r"\d{2}-?\d{6}-?\d{3}-?\d", "uy.rut", "https://www.gub.uy/direccion-general-impositiva/", ("RUT", "21-100342-001-7", "21-100342-001-8")),
    identifier("id-py-ruc", r"ruc", r"\d{5,8}-\d", "py.ruc", "https://www.dnit.gov.py/", ("RUC", "80028061-0", "80028061-1")),
    identifier("id-gt-nit", r"nit", r"\d{6,8}-?[\dK]", "gt.nit", "https://portal.sat.gob.gt/", ("NIT", "576937-K", "576937-1")),
    identifier("id-cr-cedula", r"c[eé]dula|cpf", r"0?[1-9]-?\d{4}-?\d{4}", "cr.cpf", "https://www.tse.go.cr/", ("cédula", "3-0455-0175", "13-0455-0175")),
    identifier("id-sv-nit", r"nit|dui", r"\d{4}-\d{6}-\d{3}-\d", "sv.nit", "https://www.mh.gob.sv/", ("NIT", "0614-050707-104-8", "0614-050707-104-9")),
    identifier("id-cu-ni", r"carn[eé] de identidad", r"\d{11}", "cu.ni", "https://www.minjus.gob.cu/", ("carné de identidad", "91021027775", "91023927775")),
)  # fmt: skip
