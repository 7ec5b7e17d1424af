"""Numbers of people in central, southern and eastern Europe and Turkey, confirmed by their check digits."""

from redaction.said import identifier
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    identifier("id-pl-pesel", r"pesel", r"\d{11}", "pl.pesel", "https://www.gov.pl/web/gov/czym-jest-numer-pesel", ("PESEL", "44051401359", "44051401358")),
    identifier("id-pl-nip", r"nip", r"(?:PL ?)?\d{3}-?\d{3}-?\d{2}-?\d{2}", "pl.nip", "https://www.podatki.gov.pl/", ("NIP", "856-734-62-15", "856-734-62-16")),
    identifier("id-cz-sk-birth", r"rodn[eé] ?[cč][ií]slo|rodne_cislo|r\.?[cč]\.?|birth number", r"\d{6}/?\d{3,4}", "cz.rc", "https://www.mvcr.cz/", ("rodné číslo", "710319/2745", "710319/2746")),
    identifier("id-hu-tax", r"ad[oó]sz[aá]m|taj|anum", r"(?:HU-?)?\d{8}", "hu.anum", "https://nav.gov.hu/", ("adószám", "12892312", "12892313")),
    identifier("id-ro-cnp", r"cnp|cod numeric personal", r"[1-9]\d{12}", "ro.cnp", "https://hub.mai.gov.ro/", ("CNP", "1630615123457", "1630615123458")),
    identifier("id-bg-egn", r"egn|егн|единен граждански номер", r"\d{10}", "bg.egn", "https://www.grao.bg/", ("EGN", "8032056031", "8032056030")),
    identifier("id-gr-amka", r"amka|αμκα", r"\d{11}", "gr.amka", "https://www.amka.gr/", ("AMKA", "01013099997", "01013099996")),
    identifier("id-gr-afm", r"afm|αφμ", r"(?:EL ?)?\d{9}", "gr.vat", "https://www.aade.gr/", ("AFM", "094259216", "094259217")),
    identifier("id-hr-oib", r"oib", r"(?:HR ?)?\d{11}", "hr.oib", "https://www.porezna-uprava.hr/", ("OIB", "33392005961", "33392005962")),
    identifier("id-si-rs-emso", r"emso|em[sš]o|jmbg|матични број|mati[cč]ni broj", r"\d{13}", "si.emso", "https://www.gov.si/", ("EMSO", "0101006500006", "0101006500007")),
    identifier("id-rs-pib", r"pib|пиб", r"\d{9}", "rs.pib", "https://www.purs.gov.rs/", ("PIB", "101134702", "101134703")),
    identifier("id-al-nipt", r"nipt|nuis", r"[A-Z]\d{8}[A-Z]", "al.nipt", "https://www.tatime.gov.al/", ("NIPT", "K22218003V", "Z22218003W")),
    identifier("id-mk-edb", r"edb|едб", r"(?:MK)?\d{13}", "mk.edb", "https://www.ujp.gov.mk/", ("EDB", "4030000375897", "4030000375898")),
    identifier("id-ru-inn", r"inn|инн", r"\d{10}(?:\d{2})?", "ru.inn", "https://www.nalog.gov.ru/", ("INN", "123456789047", "123456789048")),
    identifier("id-ua-rntrc", r"rntrc|рнокпп|ипн|іпн|\bipn", r"\d{10}", "ua.rntrc", "https://tax.gov.ua/", ("RNTRC", "1759013776", "1759013777")),
    identifier("id-by-unp", r"unp|унп", r"[A-Z0-9]{2}\d{7}", "by.unp", "https://nalog.gov.by/", ("UNP", "200988541", "200988542")),
    identifier("id-md-idno", r"idno|idnp", r"\d{13}", "md.idno", "https://asp.gov.md/", ("IDNO", "1008600038413", "1008600038414")),
    identifier("id-tr-tckimlik", r"t\.?c\.? ?(?:kimlik)?(?: ?no)?|tckn|kimlik ?(?:no|numaras[ıi])", r"[1-9]\d{10}", "tr.tckimlik", "https://www.nvi.gov.tr/", ("TCKN", "17291716060", "17291716061")),
    identifier("id-cy-vat", r"φπα|cyprus vat|tic", r"CY-?\d{8}[A-Z]", "cy.vat", "https://www.mof.gov.cy/", ("TIC", "CY-10259033P", "CY-10259033Q")),
)  # fmt: skip
