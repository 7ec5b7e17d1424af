"""Numbers of people in northern and Baltic Europe, confirmed by their check digits."""

from redaction.said import identifier
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    identifier("id-se-personnummer", r"person-?nummer|personnr|pnr|samordningsnummer|swedish id", r"(?:19|20)?\d{6}[-+]?\d{4}", "se.personnummer", "https://www.skatteverket.se/", ("personnummer", "880320-0016", "880320-0017")),
    identifier("id-no-fodselsnummer", r"f[oø]dsels-?(?:nummer|nr)|personnummer|fnr|d-nummer", r"\d{6} ?\d{5}", "no.fodselsnummer", "https://www.skatteetaten.no/", ("fødselsnummer", "15108695088", "15108695089")),
    identifier("id-dk-cpr", r"cpr(?:[ _-]?(?:nummer|nr|number))?|personnummer", r"\d{6}-?\d{4}", "dk.cpr", "https://cpr.dk/", ("CPR", "211062-5629", "311362-5629")),
    identifier("id-fi-hetu", r"hetu|henkil[oö]tunnus|personal identity code|personbeteckning", r"\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]", "fi.hetu", "https://dvv.fi/en/personal-identity-code", ("henkilötunnus", "131052-308T", "131052-308U")),
    identifier("id-is-kennitala", r"kennitala|kt\.", r"\d{6}-?\d{4}", "is_.kennitala", "https://www.skra.is/", ("kennitala", "120174-3399", "120174-3398")),
    identifier("id-ee-isikukood", r"isikukood|estonian id|isikukoodi", r"[1-8]\d{10}", "ee.ik", "https://www.siseministeerium.ee/", ("isikukood", "36805280109", "36805280108")),
    identifier("id-lt-asmens", r"asmens kodas|asmens_kodas|asmenskodas", r"[3-6]\d{10}", "lt.asmens", "https://www.registrucentras.lt/", ("asmens kodas", "33309240064", "33309240065")),
    identifier("id-lv-personas", r"personas kod(?:s|a)|personas_kods|pvn", r"\d{6}-?\d{5}", "lv.pvn", "https://www.pmlp.gov.lv/", ("personas kods", "161175-19997", "161175-19998")),
)  # fmt: skip
