"""Numbers of people in western Europe: tax, social security and identity numbers, confirmed by their check digits."""

from redaction.said import identifier
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    identifier("id-de-tax", r"steuer-?(?:id|identifikationsnummer|nummer|nr)\w*|steuerliche identifikation\w*|idnr|tax[ _-]?id\w*|tin", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", "de.idnr", "https://www.bzst.de/EN/Private_individuals/Tax_identification_number/tax_identification_number_node.html", ("Steuer-ID", "36 574 261 809", "36 574 261 808")),
    identifier("id-fr-nir", r"nir|insee|s[ée]curit[ée] sociale|num[ée]ro de s[ée]cu\w*|num_?secu\w*|carte vitale", r"[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}", "fr.nir", "https://www.insee.fr/en/metadonnees/definition/c1409", ("NIR", "2 95 10 99 126 111 93", "2 95 10 99 126 111 94")),
    identifier("id-fr-tax", r"num[ée]ro fiscal|spi|nif|avis d'imp[oô]t", r"[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}", "fr.nif", "https://www.impots.gouv.fr/", ("numéro fiscal", "3023217600053", "3023217600054")),
    identifier("id-gb-nhs", r"nhs(?:[ _-]?(?:number|no|id))?", r"\d{3}[ -]?\d{3}[ -]?\d{4}", "gb.nhs", "https://www.datadictionary.nhs.uk/attributes/nhs_number.html", ("NHS number", "943-476-5870", "943-476-5871")),
    identifier("id-gb-utr", r"utr|unique taxpayer reference", r"\d{5} ?\d{5}K?", "gb.utr", "https://www.gov.uk/find-utr-number", ("UTR", "1955839661", "1955839662")),
    identifier("id-ie-pps", r"ppsn?|pps(?:[ _-]?(?:number|no))|personal public service", r"\d{7}[A-W][AHWTX]?", "ie.pps", "https://www.gov.ie/en/department-of-social-protection/services/get-a-personal-public-service-pps-number/", ("PPS number", "6433435F", "6433435G")),
    identifier("id-nl-bsn", r"bsn|burgerservicenummer|sofi-?nummer", r"\d{4}\.?\d{2}\.?\d{3}", "nl.bsn", "https://www.government.nl/topics/personal-data/citizen-service-number-bsn", ("BSN", "111222333", "111222334")),
    identifier("id-be-national", r"rijksregister\w*|num[ée]ro national|registre national|national(?:e)? (?:number|nummer)|insz|niss|rrn", r"\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}", "be.nn", "https://www.ibz.rrn.fgov.be/", ("rijksregisternummer", "85.07.30-033.28", "85.07.30-033.29")),
    identifier("id-lu-tax", r"matricule|num[ée]ro d'identification nationale|tva", r"(?:LU)? ?\d{3} ?\d{3} ?\d{2}", "lu.tva", "https://guichet.public.lu/", ("TVA", "LU 150 274 42", "LU 150 274 43")),
    identifier("id-at-social", r"sv-?(?:nr|nummer)\w*|sozialversicherung\w*|vsnr|versicherungsnummer", r"\d{4} ?\d{6}", "at.vnr", "https://www.sozialversicherung.at/", ("SVNR", "1237 010180", "1238 010180")),
    identifier("id-at-tax", r"steuernummer|abgabenkonto\w*|tin", r"\d{2}-?\d{3}/?\d{4}", "at.tin", "https://www.bmf.gv.at/", ("Steuernummer", "59-119/9013", "59-119/9014")),
    identifier("id-ch-ahv", r"ahv\w*|avs|avn|sozialversicherung\w*|num[ée]ro avs|oasi", r"756\.?\d{4}\.?\d{4}\.?\d{2}", "ch.ssn", "https://www.zas.admin.ch/", ("AHV-Nr", "756.9217.0769.85", "756.9217.0769.86")),
    identifier("id-pt-nif", r"nif|contribuinte|n[uú]mero de identifica[cç][aã]o fiscal", r"(?:PT ?)?[1-35689]\d{2} ?\d{3} ?\d{3}", "pt.nif", "https://info.portaldasfinancas.gov.pt/", ("NIF", "501 964 843", "501 964 844")),
    identifier("id-pt-citizen", r"cart[aã]o de cidad[aã]o|citizen card|bilhete de identidade", r"\d{8} ?\d ?[A-Z0-9]{2}\d", "pt.cc", "https://www.autenticacao.gov.pt/", ("cartão de cidadão", "00000000 0 ZZ4", "00000000 0 ZZ5")),
    identifier("id-es-nif", r"dni|nif|nie|documento nacional|identidad|cif", r"[XYZxyz]?-?\d{7,8}-?[A-Za-z]|[A-HJ-NP-SUVW]-?\d{7}-?[0-9A-J]", "es.nif", "https://www.interior.gob.es/", ("DNI", "54362315K", "54362315L")),
    identifier("id-it-partita-iva", r"partita iva|p\.? ?iva|codice fiscale", r"(?:IT ?)?\d{11}", "it.iva", "https://www.agenziaentrate.gov.it/", ("partita IVA", "00743110157", "00743110158")),
)  # fmt: skip
