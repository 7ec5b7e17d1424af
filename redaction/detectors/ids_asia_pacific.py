"""Numbers of people in Asia and the Pacific, confirmed by their check digits or ranges."""

from redaction.said import identifier
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    identifier("id-in-aadhaar", r"aadhaa?r|uidai|आधार", r"[2-9]\d{3} ?\d{4} ?\d{4}", "in_.aadhaar", "https://uidai.gov.in/", ("Aadhaar", "2341 2341 2346", "2341 2341 2347")),
    identifier("id-in-pan", r"pan(?:[ _-]?(?:card|number|no))?|permanent account", r"[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]", "in_.pan", "https://www.incometax.gov.in/", ("PAN", "ACUPA7085R", "ACUXA7085R")),
    identifier("id-in-voter", r"epic|voter[ _-]?id", r"[A-Z]{3}\d{7}", "in_.epic", "https://voters.eci.gov.in/", ("EPIC", "WKH1186253", "WKH1186254")),
    identifier("id-in-gstin", r"gstin?", r"\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]", "in_.gstin", "https://www.gst.gov.in/", ("GSTIN", "27AAPFU0939F1ZV", "27AAPFU0939F1ZW")),
    identifier("id-cn-resident", r"身份证|resident id\w*|id[ _-]?card|sfz|shenfenzheng", r"[1-9]\d{5}(?:18|19|20)\d{9}[\dXx]", "cn.ric", "https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=080D6FBF2BB468F9007657F26D60013E", ("身份证", "360426199101010071", "360426199101010072")),
    identifier("id-jp-individual", r"my ?number|マイナンバー|個人番号|kojin bango", r"\d{4} ?\d{4} ?\d{4}", "jp.in_", "https://www.kojinbango-card.go.jp/en/", ("My Number", "6214 9832 0257", "6214 9832 0258")),
    identifier("id-kr-rrn", r"rrn|주민등록번호|resident registration", r"\d{6}-?[1-9]\d{6}", "kr.rrn", "https://www.mois.go.kr/", ("주민등록번호", "971013-9019902", "971013-9019903")),
    identifier("id-kr-business", r"사업자등록번호|brn|business registration", r"\d{3}-?\d{2}-?\d{5}", "kr.brn", "https://www.nts.go.kr/", ("BRN", "116-82-00276", "000-82-00276")),
    identifier("id-tw-business", r"統一編號|ubn", r"\d{8}", "tw.ubn", "https://www.etax.nat.gov.tw/", ("UBN", "00501503", "00501504")),
    identifier("id-th-pin", r"เลขประจำตัวประชาชน|thai id|pin|citizen id", r"\d-?\d{4}-?\d{5}-?\d{2}-?\d", "th.pin", "https://www.bora.dopa.go.th/", ("citizen ID", "1-2345-45678-78-1", "1-2345-45678-78-2")),
    identifier("id-my-nric", r"nric|mykad|ic(?:[ _-]?(?:no|number))?|kad pengenalan", r"\d{6}-\d{2}-\d{4}", "my.nric", "https://www.jpn.gov.my/", ("MyKad", "770305-02-1234", "773905-02-1234")),
    identifier("id-id-nik", r"nik|ktp|nomor induk kependudukan", r"\d{16}", "id.nik", "https://dukcapil.kemendagri.go.id/", ("NIK", "3171011708450001", "3171011799450001")),
    identifier("id-id-npwp", r"npwp", r"\d{2}\.?\d{3}\.?\d{3}\.?\d-?\d{3}\.?\d{3}", "id.npwp", "https://www.pajak.go.id/", ("NPWP", "01.312.166.0-091.000", "01.312.167.0-091.000")),
    identifier("id-vn-mst", r"mst|m[ãa] s[ốo] thu[ếe]", r"\d{10}(?:-\d{3})?", "vn.mst", "https://www.gdt.gov.vn/", ("MST", "0100233488", "0100233489")),
    identifier("id-pk-cnic", r"cnic|nicop|identity card", r"\d{5}-\d{7}-\d", "pk.cnic", "https://www.nadra.gov.pk/", ("CNIC", "34201-0891231-8", "94201-0891231-8")),
    identifier("id-sg-uen", r"uen", r"\d{8,9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z]", "sg.uen", "https://www.uen.gov.sg/", ("UEN", "00192200M", "00192200N")),
    identifier("id-au-tfn", r"tfn|tax[ _-]?file(?:[ _-]?(?:number|no))?", r"\d{3} ?\d{3} ?\d{2,3}", "au.tfn", "https://www.ato.gov.au/individuals-and-families/tax-file-number", ("TFN", "123 456 782", "123 456 783")),
    identifier("id-au-abn", r"abn", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", "au.abn", "https://abr.business.gov.au/", ("ABN", "83 914 571 673", "83 914 571 674")),
    identifier("id-nz-ird", r"ird(?:[ _-]?(?:number|no))?", r"\d{2,3}-?\d{3}-?\d{3}", "nz.ird", "https://www.ird.govt.nz/", ("IRD", "49-098-576", "49-098-577")),
)  # fmt: skip
