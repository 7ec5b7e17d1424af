"""Numbers of phones, cards, computers and accounts: IMEI, IMSI, ICCID, serial numbers, advertising ids, Windows security ids."""

import re

from redaction.detecting import Shape
from redaction.names import CERTIFICATE_NUMBER
from redaction.said import UUID, Identifier, checked, hexes, uuid
from triagekit.roles import Detector


def _luhn(number: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(re.sub(r"\D", "", number)))


def _serial(found: re.Match[str]) -> bool:
    value = found.group("value")
    return any(c.isdigit() for c in value) and len(set(value)) > 3 and not CERTIFICATE_NUMBER.fullmatch(value)


detectors: tuple[Detector, ...] = (
    Identifier("imei", r"imei(?:sv|[ _-]?\d)?|device[ _-]?id|handset|equipment", r"\d{2}-?\d{6}-?\d{6}-?\d(?:\d)?", checked("imei"), ("https://www.gsma.com/get-involved/working-groups/terminal-steering-group/imei-database",), ("IMEI: ‹490154203237518›", "imei1 ‹49-015420-323751-8›", '"imei":"‹490154203237518›"'), ("IMEI: 490154203237519", "order 490154203237518"), category="device"),
    Identifier("imsi", r"imsi|supi|subscriber[ _-]?id", r"[2-7]\d{14}", checked("imsi"), ("https://www.itu.int/rec/T-REC-E.212",), ("IMSI ‹429011234567890›", "imsi-‹429011234567890›", '"supi": "imsi-‹429011234567890›"'), ("IMSI 999991234567890x", "order 429011234567890"), category="device"),
    Identifier("iccid", r"iccid|sim(?:[ _-]?(?:card|serial|number|no))?|eid", r"89\d{16,18}", _luhn, ("https://www.itu.int/rec/T-REC-E.118",), ("ICCID: ‹8991101200003204514›", "sim card ‹8991101200003204514›"), ("ICCID: 8991101200003204511", "order 8991101200003204514"), category="device"),
    Identifier("meid", r"meid|esn", r"[A-F0-9]{14}[0-9A-F]?", checked("meid"), ("https://www.tiaonline.org/",), ("MEID: ‹AF0123450ABCDE›", "meid ‹AF0123450ABCDEC›"), ("MEID: 1F", "x AF0123450ABCDE"), category="device"),
    Shape(
        name="serial-number",
        category="device",
        pattern=r"(?i:(?:serial(?:[ _-]?(?:number|no|num|#))?|s/n|service[ _-]?tag|asset[ _-]?tag|seriennummer|machine[ _-]?guid|hardware[ _-]?uuid|device[ _-]?(?:id|identifier|token)|udid|idfa|idfv|android[ _-]?id|advertising[ _-]?id)\.?[\"']?[ ]{0,2}[:=#][ ]{0,2}[\"']?)(?P<value>[A-Za-z0-9][A-Za-z0-9-]{6,63})",
        anchors=(r"(?i)(?:serial|s/n|service[ _-]?tag|asset[ _-]?tag|seriennummer|machine[ _-]?guid|hardware[ _-]?uuid|device[ _-]?(?:id|identifier|token)|udid|idfa|idfv|android[ _-]?id|advertising[ _-]?id)",),
        references=("https://developer.apple.com/documentation/adsupport/asidentifiermanager/advertisingidentifier",),
        examples=("S/N: ‹C02XK1JQJGH5›", f"UDID=‹00008030-{hexes(16).upper()}›", f"Hardware UUID: ‹{uuid()}›", "Service Tag: ‹7XK2Q93›"),
        counterexamples=("serial: false", "S/N: missing", "device id is required", "serial number: 00000000", "serialNumber: '1888BB720420C0F2FD7E5359384DA675278D065B'"),
        left="A-Za-z",
        right="A-Za-z0-9",
        confirm=_serial,
        order=56,
    ),
    Shape(
        name="windows-sid",
        category="user",
        pattern=r"S-1-(?:5-21|12-1)(?:-\d{4,10}){3,4}(?:-\d{1,10})?",
        anchors=(r"\bS-1-(?:5-21|12-1)-\d{4}",),
        references=("https://learn.microsoft.com/en-us/windows-server/identity/ad-ds/manage/understand-security-identifiers",),
        examples=("Security ID: ‹S-1-5-21-3623811015-3361044348-30300820-1013›", "‹S-1-12-1-1444592768-1234567890-2345678901-3456789012›"),
        counterexamples=("S-1-5-18", "S-1-5-32-544", "S-1-1-0"),
        order=45,
    ),
    Shape(
        name="push-token",
        category="device",
        pattern=rf"(?i:(?:apns?|fcm|gcm|push|registration)[ _-]?(?:device)?[ _-]?(?:token|id)[\"']?[ ]{{0,2}}[:=][ ]{{0,2}}[\"'<]?)(?P<value>[a-f0-9]{{64}}|[A-Za-z0-9_-]{{11,22}}:APA91[A-Za-z0-9_-]{{60,200}}|{UUID})",
        anchors=(r"(?i)(?:apns?|fcm|gcm|push|registration)[ _-]?(?:device)?[ _-]?(?:token|id)",),
        references=("https://developer.apple.com/documentation/usernotifications/registering-your-app-with-apns",),
        examples=(f"apns token: ‹{hexes(64)}›", f"push_token=‹{uuid()}›"),
        counterexamples=("push token: none", "apns token is missing"),
        left="A-Za-z",
        right="A-Za-z0-9",
        order=40,
    ),
)  # fmt: skip
