"""Numbers of people whose form and check digits leave no doubt, with no word beside them."""

import importlib
import re
from collections.abc import Callable

from redaction.detecting import Shape
from triagekit.roles import Detector


def _valid(module: str) -> Callable[[re.Match[str]], bool]:
    def check(found: re.Match[str]) -> bool:
        return bool(importlib.import_module(f"stdnum.{module}").is_valid(found.group()))

    return check


def _sure(name: str, module: str, pattern: str, anchor: str, texts: tuple[str, str, str]) -> Shape:
    reference, good, wrong = texts
    return Shape(
        name, "national-id", pattern, (anchor,), (reference,), (f"holder ‹{good}› of it", f'"‹{good}›"'), (f"holder {wrong} of it",), left=r"A-Za-z0-9_./-", right=r"A-Za-z0-9_/-", confirm=_valid(module), order=52, reach=40
    )


detectors: tuple[Detector, ...] = (
    _sure("codice-fiscale", "it.codicefiscale", r"[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]", r"\b[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}", ("https://www.agenziaentrate.gov.it/", "RCCMNL83S18D969H", "RCCMNL83S18D969I")),
    _sure("curp", "mx.curp", r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", r"\b[A-Z]{4}\d{6}[HMX][A-Z]{5}", ("https://www.gob.mx/curp/", "BOXW310820HNERXN09", "BOXW310820HNERXN08")),
    _sure("cpf", "br.cpf", r"\d{3}\.\d{3}\.\d{3}-\d{2}", r"\b\d{3}\.\d{3}\.\d{3}-\d{2}", ("https://www.gov.br/receitafederal/", "390.533.447-05", "390.533.447-06")),
    _sure("cnpj", "br.cnpj", r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", r"\b\d{2}\.\d{3}\.\d{3}/\d{4}-", ("https://www.gov.br/receitafederal/", "16.727.230/0001-97", "16.727.230/0001-98")),
    _sure("ahv", "ch.ssn", r"756\.\d{4}\.\d{4}\.\d{2}", r"\b756\.\d{4}\.\d{4}\.", ("https://www.zas.admin.ch/", "756.9217.0769.85", "756.9217.0769.86")),
    _sure("hetu", "fi.hetu", r"\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]", r"\b\d{6}[-+A]\d{3}[0-9A-Y]\b", ("https://dvv.fi/en/personal-identity-code", "131052-308T", "131052-308U")),
    _sure("insz", "be.nn", r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", r"\b\d{2}\.\d{2}\.\d{2}-\d{3}\.", ("https://www.ibz.rrn.fgov.be/", "85.07.30-033.28", "85.07.30-033.29")),
    _sure("rut-dotted", "cl.rut", r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", r"\b\d{1,2}\.\d{3}\.\d{3}-[\dkK]\b", ("https://www.registrocivil.cl/", "12.531.909-2", "12.531.909-3")),
    _sure("nie", "es.nie", r"[XYZ]-?\d{7}-?[A-Z]", r"\b[XYZ]-?\d{7}-?[A-Z]\b", ("https://www.interior.gob.es/", "X2482300W", "X2482300A")),
    _sure("rif", "ve.rif", r"[VEJPG]-\d{8}-\d", r"\b[VEJPG]-\d{8}-\d", ("http://www.seniat.gob.ve/", "V-11470283-4", "V-11470283-5")),
    _sure("gstin", "in_.gstin", r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[A-Z0-9]", r"\b\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z", ("https://www.gst.gov.in/", "27AAPFU0939F1ZV", "27AAPFU0939F1ZW")),
    _sure("resident-id-cn", "cn.ric", r"[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]", r"\b[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dX]\b", ("https://openstd.samr.gov.cn/", "360426199101010071", "360426199101010072")),
    _sure("nir", "fr.nir", r"[12] \d{2} (?:0[1-9]|1[0-2]|[2-9]\d) (?:\d{2}|2[AB]) \d{3} \d{3} \d{2}", r"\b[12] \d{2} \d{2} [0-9AB]{2} \d{3} \d{3} ", ("https://www.insee.fr/", "2 95 10 99 126 111 93", "2 95 10 99 126 111 94")),
)  # fmt: skip
