"""Numbers of people in Africa and the Middle East, confirmed by their check digits or ranges."""

from redaction.said import identifier
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    identifier("id-za-id", r"(?:sa|rsa|south african)[ _-]?id|id[ _-]?(?:number|no|nr)|identity number|identiteitsnommer", r"\d{13}", "za.idnr", "https://www.dha.gov.za/", ("ID number", "7503305044089", "7503305044088")),
    identifier("id-za-tax", r"tax[ _-]?(?:reference|ref|number|no)|sars", r"[01239]\d{3}/?\d{3}/?\d{3}", "za.tin", "https://www.sars.gov.za/", ("SARS", "0001339050", "0001339051")),
    identifier("id-il-id", r"teudat zehut|תעודת זהות|israeli id", r"\d{7,8}-?\d", "il.idnr", "https://www.gov.il/", ("teudat zehut", "39337423", "39337424")),
    identifier("id-ke-pin", r"kra(?:[ _-]?pin)?|pin", r"[AP]\d{9}[A-Z]", "ke.pin", "https://www.kra.go.ke/", ("KRA PIN", "A004416331M", "B004416331M")),
    identifier("id-gh-tin", r"tin|ghana card", r"[PCGQV]\d{9}[\dX]", "gh.tin", "https://gra.gov.gh/", ("TIN", "C0000803561", "C0000803562")),
    identifier("id-dz-nif", r"nif", r"\d{15}(?:\d{5})?", "dz.nif", "https://www.mfdgi.gov.dz/", ("NIF", "416001000000007", "A16001000000007")),
    identifier("id-ma-ice", r"ice|identifiant commun", r"\d{15}", "ma.ice", "https://www.ice.gov.ma/", ("ICE", "001561191000066", "001561191000067")),
    identifier("id-sn-ninea", r"ninea", r"\d{7}(?:\d{2})?[ -]?\d[A-Z]\d|\d{7,9}", "sn.ninea", "https://www.ansd.sn/", ("NINEA", "30672212G2", "30672222G9")),
    identifier("id-tn-mf", r"matricule fiscal\w*", r"\d{7}/?[A-Z]/?[ABPDNMC]/?[MPCNE]/?\d{3}", "tn.mf", "https://www.finances.gov.tn/", ("matricule fiscal", "1234567/M/A/E/001", "1234567/M/Z/E/001")),
)  # fmt: skip
