"""What a name says about the value under it: header, cookie, parameter, JSON key, XML element, log key.

Strong words (password, secret, api key) say so wherever they stand in a name; weak ones (user, code, key) only as a
word of their own. Names in other languages stand beside the English ones, because customers' systems use them.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from redaction.commonwords import technical
from triagekit.placeholders import PLACEHOLDER

Words = tuple[tuple[str, str], ...]

STRONG: Words = (
    ("password", "passwords?|passwd|passwort|passphrase|passcode|kennwort|motdepasse|contrasen[ay]|senha|wachtwoord|lozenka|salasana|losenord|parola|userpass|dbpass|pgpassword|mysql_?pwd|pwd|mot_?de_?passe|clave|wacht?woord|hasl?o|jelszo|heslo|sifre|parool|kata_?sandi|mat_?khau|adgangskode|passord"),
    ("private-key", "private_?key|priv_?key|signing_?key|ssh_?key|encryption_?key|master_?key|premaster|key_?store_?pass"),
    ("secret", "client_?secret|app_?secret|consumer_?secret|shared_?secret|secret_?key|secret_?access_?key|account_?key|shared_?access_?key|signing_?secret|webhook_?secret|totp_?secret|seed_?phrase|mnemonic|recovery_?codes?|backup_?codes?|secret"),
    ("api-key", "api_?key|app_?key|application_?key|access_?key|auth_?key|license_?key|subscription_?key|functions_?key|integration_?key|routing_?key|write_?key|server_?key|service_?key|product_?key|deploy_?key|host_?key"),
    ("token", "access_?token|refresh_?token|id_?token|auth_?token|bearer_?token|session_?token|csrf_?token|xsrf_?token|security_?token|api_?token|device_?token|push_?token|registration_?token|verification_?token|reset_?token|invite_?token|magic_?token|one_?time_?token|request_?token|oauth_?token|bot_?token|client_?assertion|id_token_hint|jwt|device_?code|state_?handle|state_?token|flow_?token|sft|interaction_?handle|resume_?token|challenge_?token|login_?token|sso_?token|saml_?token|api_?canary|push_?key|upload_?token|download_?token|continuation_?token_?secret|transaction_?token|s_?ft|s_?ctx|canary|api_?canary"),
    ("credential", "credentials?|proxy_?authorization|authorization|basic_?auth"),
    ("session", "session_?id|session_?key|session_?index|j?sessionid|phpsessid|sessid|asp_?net_?session_?id|session_?handle|session_?cookie"),
    ("cookie", "set_?cookie2?|cookies?"),
    ("csrf", "csrf|xsrf|requestverificationtoken|authenticity_?token"),
    ("connection", "connection_?string|database_?url|db_?url|redis_?url|mongo_?(?:db_?)?ur[il]|amqp_?url|dsn|jdbc_?url"),
    ("email", "e_?mails?|mail_?address|email_?address|courriel|correo|recipient|reply_?to|cc_?address|bcc|mailto"),
    ("phone", "phones?|phone_?number|mobile(?:_?number|_?phone)?|tele_?phone|telefon(?:nummer)?|telefono|msisdn|fax(?:_?number)?|cell_?phone|sms_?number|whatsapp|handy(?:nummer)?|rufnummer|mobil(?:nummer|telefon)?|cell_?no|mobile_?no|phone_?no|contact_?no|tel_?no|telefoon|telefonszam|puhelin|gsm"),
    ("birth-date", "birth_?dates?|date_?of_?birth|birth_?day|geburtsdatum|fecha_?nacimiento|date_?naissance|dob|data_?urodzenia|data_?nascimento|data_?di_?nascita|fodselsdato|geboortedatum|szuletesi_?(?:datum|ido)|syntymaaika|dogum_?tarihi|geb_?datum|gebdat|birthdt|d_?o_?b"),
    ("national-id", "ssn|social_?security(?:_?number|_?no)?|national_?id|national_?insurance|nino|nhs_?number|passport(?:_?number|_?no)?|driver_?s?_?licen[cs]e|driving_?licen[cs]e|tax_?id|tax_?number|tin|steuer_?id|sozialversicherungsnummer|personalausweis|id_?card|identity_?card|aadhaar|pan_?number|cpf|cnpj|curp|rfc_?id|dni|nie_?number|pesel|bsn|personnummer|codice_?fiscale|insee|vat_?id|medicare|mrn|patient_?id|insurance_?number|health_?card|tckn|tc_?kimlik(?:_?no)?|kimlik_?no|ppsn?|kennitala|taj(?:_?szam)?|cedula|nric|my_?kad|hkid|rrn|jumin_?no|ahv(?:_?nr|_?nummer)?|avs(?:_?no)?|egn|oib|jmbg|emso|rodne_?cislo|isikukood|hetu|henkilotunnus|fodselsnummer|fnr|cpr(?:_?nr|_?number)?|svnr|niss|nif|snils|bvn|ghana_?card|teudat_?zehut|id_?number|identity_?number|identification_?number|national_?number|citizen_?id|ausweis_?nr|passnummer|pass_?nr|reisepass|numero_?documento|documento_?identidad|no_?ktp|cin|cnie|personal_?number|personal_?id(?:entity)?(?:_?number)?"),
    ("card", "card_?(?:number|no|num)|credit_?card|debit_?card|cc_?(?:number|num|no)|pan|primary_?account_?number"),
    ("card-code", "cvv2?|cvc2?|cv2|card_?verification|security_?code|card_?code"),
    ("iban", "iban|bank_?account|account_?(?:number|no)|acct_?(?:number|no|num)|routing_?number|sort_?code|bic_?iban|kontonummer|rib|bank_?account_?(?:number|no)|konto_?nr|bsb|clabe|ifsc"),
    ("otp", "otp_?attempt|otp|totp|mfa_?code|two_?factor_?code|2fa_?code|verification_?code|sms_?code|one_?time_?(?:code|password|pin)|pass_?code|auth_?code_?sms|pin_?code|tan_?code|login_?code|access_?code|confirmation_?code|challenge_?code|sms_?pin|auth_?pin"),
    ("verifier", "code_?verifier"),
    ("person", "first_?name|last_?name|full_?name|given_?name|family_?name|display_?name|sur_?name|nick_?name|middle_?name|maiden_?name|birth_?name|real_?name|legal_?name|customer_?name|contact_?name|contact_?person|account_?holder|card_?holder(?:_?name)?|holder_?name|employee_?name|patient_?name|author_?name|sender_?name|recipient_?name|vorname|nachname|prenom|apellidos?|cognome|common_?name|sn_?given|gecos|billing_?name|shipping_?name|person_?name|student_?name|manager_?name|(?:applicant|guest|passenger|traveller|traveler|beneficiary|payee|payer|signer|subscriber|driver|doctor|physician|nurse|teacher|parent|child|spouse|buyer|seller|owner|assignee|requester|caller|reviewer|approver|cardholder|member|donor|tenant_contact|emergency_contact)_?name|name_?on_?card|prenoms?|nom_?de_?famille|imie|nazwisko|imie_?nazwisko|jmeno|prijmeni|ad_?soyad|prezime|etunimi|sukunimi|fornavn|etternavn|efternavn|fornamn|efternamn|voornaam|achternaam|kundenname|ansprechpartner|inhaber|kontoinhaber|nome_?completo|nombre_?completo|primer_?apellido|segundo_?apellido"),
    ("user", "principal_?name|we_?chat(?:_?id)?|user_?names?|user_?ids?|user_?principal_?name|login_?name|login_?id|login_?hint|account_?name|sam_?account_?name|preferred_?username|unique_?name|upn|screen_?name|user_?login|employee_?(?:id|number|no)|staff_?id|member_?id|customer_?(?:id|number|no)|profile_?id|subject_?id|remote_?user|run_?as_?user|benutzername|usuario|utilisateur|name_?id|name_?identifier|principal|patient_?number|student_?id|object_?guid|immutable_?id|user_?guid|user_?uuid|person_?id|sub_?id|subject_?name_?id|oid|puid|altsecid|onprem_?sid|kunden_?(?:nr|nummer)|kundennr|client_?(?:nr|nummer)|mitarbeiter_?(?:nr|id)|personal_?(?:nr|nummer)|account_?login|ad_?user|nt_?account|sam_?account|unix_?user|db_?user|smtp_?user|ftp_?user|okta_?user_?id|wechat(?:_?id)?|skype(?:_?id|_?name)?|telegram_?(?:id|user|handle)|viber|line_?id|twitter_?handle|instagram|dsid|(?:shopper|customer|client|payer|buyer|patient|member)_?ref(?:erence)?"),
    ("postal", "postal_?code|zip_?code|post_?code|plz|postleitzahl|codigo_?postal|code_?postal|cep|kod_?pocztowy|psc|postnummer"),
    ("address", "street(?:_?address)?|address_?line_?\\d?|address_?\\d|postal_?address|home_?address|mailing_?address|billing_?address|shipping_?address|delivery_?address|strasse|hausnummer|line[12]|addr_?line_?[12]|apartment|house_?number|eircode|pin_?code_?in|adresse|anschrift|strasse_?hausnummer|calle|direccion|endereco|indirizzo|adres|ulica|utca|osoite|gateadresse"),
    ("geo", "latitude|longitude|geo_?(?:location|point|lat|lng|lon|position)|gps(?:_?coordinates)?|coordinates|lat_?long?|lat_?lng|location_?lat|location_?lon|location_?lng"),
    ("device", "device_?(?:id|uuid|serial|identifier|fingerprint)|advertising_?id|idf[av]|gaid|aaid|imei|imsi|iccid|meid|android_?id|serial_?(?:number|no)|machine_?id|hardware_?id|installation_?id|vendor_?id_?ios|udid|mac_?address|hw_?addr|visitor_?id|anonymous_?id|tracking_?id|distinct_?id|fingerprint_?id|computer_?name|workstation(?:_?name)?|machine_?name|ssid|wifi_?name|netbios_?name"),
    ("ip", "client_?ip|remote_?(?:ip|addr|address)|source_?ip|user_?ip|ip_?address|x_?forwarded_?for|x_?real_?ip|true_?client_?ip|cf_?connecting_?ip"),
)  # fmt: skip
"""Category to the words (with `_` for any separator) that mean it anywhere in a name. The first that fits wins, so the graver stand first."""

WEAK: Words = (
    ("password", "pass|pw"),
    ("otp", "pin|tan"),
    ("token", "tokens?|tkn"),
    ("session", "sid|session|sess"),
    ("signature", "sig|signature|hmac"),
    ("api-key", "apikey|key"),
    ("credential", "auth|bearer"),
    ("email", "mail"),
    ("phone", "tel|cell|mobile|fax"),
    ("user", "user|login|username|uid|userid|account_id|actor|owner|assignee|requester|reporter|submitter|created_by|updated_by|modified_by|approved_by|subject|sub|uname|usr|logname|suser|duser|member|caller|impersonator|operator"),
    ("person", "fullname|firstname|lastname|surname|nickname|displayname|contact|employee|patient|recipient_to|attention|attn|salutation"),
    ("address", "address|street|zip|city_street|addr1|addr2"),
    ("geo", "lat|lng|lon"),
    ("birth-date", "birthday|born"),
)  # fmt: skip
"""Category to words that mean it only where they are the whole name, or its last word."""

_NOT_WORDS = (
    "type types url uri urls uris endpoint endpoints expires expire expiry expiration expired at age length len count counts policy status state states"
    " hint hints required enabled disabled field fields method methods algorithm alg format version ttl timeout max min limit limits size error errors valid"
    " verified supported scope scopes lifetime strength rule rules template templates sent role roles agent changed updated reset class style label labels"
    " placeholder title index level lang language locale family mode source strategy provider providers present missing only attempt attempts retry retries"
    " failed failure success ok issuer audience usage used remaining total path paths domain samesite store storage manager service server factory handler"
    " filter mapper validator module config group groups flow timing request requests response preference preferences setting settings kind event events"
    " action duration ms seconds vault binding host port region zone column columns regex pattern attribute attributes claim claims mapping name names id"
    " iss aud exp nbf iat kid typ cty azp use form segments sort problem problems ids list prefix suffix exists spray attack attacks guessing stuffing breach risk"
)
_NOT = frozenset(_NOT_WORDS.split())
"""Words that, standing behind one of the others, say that the value is about it and not it."""
_THINGS = "resource|app|application|service|principal|group|role|policy|client|operation|device|tenant|organi[sz]ation|product|project|rule|activity|category|feature|file|plan|subscription|domain|site|channel|workspace|item|field|column|table|job|task|queue|metric|host|node|cluster|region|country|city|currency|language|zone|property|attribute|scope|permission|license|sku|vendor|provider|issuer|idp|event|method|source|team|connection|template|report|index|schema"
"""What has a display name besides people."""
_KEY_NOT = re.compile(rf"(?:^|_)(?:(?:{_THINGS})_display_?name|key_?id|kid|token_?id|secret_?id|secret_?name|key_?name|token_?name|public_?key|primary_?key|foreign_?key|partition_?key|sort_?key|row_?key|cache_?key|idempotency_?key|hot_?key|sec_websocket_key|i18n_?key|message_?key|ssh_?host_?key|next_?page_?token|max_?tokens?|total_?tokens?|prompt_?tokens?|completion_?tokens?|input_?tokens?|output_?tokens?|user_?agents?|users?_?count|session_?state_?supported|contact_?us|remote_?address_?type|email_?verified|phone_?verified|domain_?name|host_?name|file_?name|server_?name|service_?name|service_?principal_?(?:name|id)?|class_?name|event_?name|thread_?name|cookie_?name|cookie_?names|ch_?ua.*|server_?ip_?address|pin(?:ned|s)|tls_?session_?id|session_?ticket|authorization_?(?:endpoint|server|uri)|cookie_?enabled|ua_mobile|cert_?fingerprint|subject_?alt|signature_?verified|address_?family)(?:$|_)")  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PUNCT = re.compile(r"[^A-Za-z0-9]+")

_COMPACT = re.compile(r"(password|passwd|passphrase|secret|apikey|accesskey|privatekey|accesstoken|refreshtoken|idtoken|authtoken|sessionid|sessiontoken)\d*$")
"""Strong words that mean it even at the end of a name written without any separator."""


def _any(words: Words, inside: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((category, re.compile(inside.format(w))) for category, w in words)


_STRONG = _any(STRONG, r"(?:^|_)(?:{0})\d?(?=_|$)")
_WEAK = _any(WEAK, r"(?:^|_)(?:{0})\d?$")


_NATIVE_WORDS = """
    姓名=full_name 名前=full_name 氏名=full_name 이름=full_name 성명=full_name الاسم=full_name имя=first_name фамилия=last_name отчество=middle_name фио=full_name ім'я=first_name прізвище=last_name όνομα=first_name επώνυμο=last_name
    手机=mobile 手机号=mobile 手机号码=mobile 电话=phone 電話=phone 電話番号=phone 携帯電話=mobile 전화번호=phone 휴대폰=mobile телефон=phone الهاتف=phone טלפון=phone τηλέφωνο=phone 邮箱=email 电子邮件=email メール=email メールアドレス=email 이메일=email
    почта=email 密码=password 密碼=password パスワード=password 비밀번호=password пароль=password סיסמה=password κωδικός=password 身份证=national_id 身份证号=national_id 주민등록번호=national_id паспорт=passport снилс=snils
    地址=street_address 住所=street_address 주소=street_address адрес=street_address διεύθυνση=street_address 生日=birthday 出生日期=date_of_birth 生年月日=date_of_birth 생년월일=date_of_birth 用户名=username ユーザー名=username логин=login
"""
_NATIVE = {word: f" {meant} " for word, _, meant in (pair.partition("=") for pair in _NATIVE_WORDS.split())}
"""Names in other scripts, as they head columns and forms, and what they mean."""
_FOLDED = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "Ł": "L", "Ø": "O", "İ": "I"})


def plain(name: str) -> str:
    """The name as lower-case words joined by underscores, without accents."""
    name = name[-160:]
    if not name.isascii():
        name = _NATIVE.get(name.strip().lower(), name)
        name = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_FOLDED)) if not unicodedata.combining(c))
    return _PUNCT.sub("_", _CAMEL.sub("_", name)).strip("_").lower()


@lru_cache(maxsize=50_000)
def category(name: str) -> str:
    """The category of the value under this name, or empty when the name says nothing."""
    said = plain(PLACEHOLDER.sub("_x_", name) if "redacted" in name else name)  # the words of a placeholder name nothing
    if not said or _KEY_NOT.search(f"{said}"):
        return ""
    return _strong(said) or _first(_WEAK, said)


def _strong(said: str) -> str:
    for kind, pattern in _STRONG:
        if found := pattern.search(said):
            return "" if _NOT.intersection(said[found.end() :].split("_")) else kind
    found = _COMPACT.search(said.replace("_", ""))
    return {"passwd": "password", "passphrase": "password", "password": "password", "sessionid": "session"}.get(found[1], "secret") if found else ""


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], said: str) -> str:
    return next((c for c, pattern in table if pattern.search(said)), "")


def stems() -> str:
    """An expression one of whose words stands in every name that has a category; for the scan of free text."""
    words = [w for table in (STRONG, WEAK) for _, w in table]
    return re.sub(r"_\??", "[_. -]?", "|".join(words))


SECRET = frozenset({"password", "private-key", "secret", "api-key", "token", "credential", "session", "cookie", "csrf", "otp", "card-code", "verifier", "signature", "code", "state", "nonce", "connection"})
"""Categories that open something; what a policy can never keep."""

_WORDS = re.compile(
    r"(?:true|false|null|none|nil|undefined|nan|yes|no|on|off|ok|n/?a|unknown|anonymous|deleted|expired|required|invalid|missing|optional|present|absent|empty|default|string|number|integer|boolean|object|array"
    r"|anonymous[ _-]?user|include|omit|same-origin|bearer|basic|digest|negotiate|oauth2?|saml2?|jwt|get|post|put|your[ _-]?(?:access[ _-]?|api[ _-]?|bearer[ _-]?)?(?:token|key)(?:[ _-]here)?|\*+|x+|\.{2,}|-+|•+|\[?(?:redacted|removed|hidden|masked|filtered|secret)\]?|<[^<>]*>|\$?\{+[\w.$: |()\[\]*,+-]{0,80}\}+|\$\{[\w.:-]{1,80}|%\([^)]*\)s|%[sdvq]|\[object.*|function.*)",
    re.IGNORECASE,
)


def harmless(value: str) -> bool:
    """A value that says nothing: empty, a yes or no, a mask another tool left, a template's variable, a word of a format."""
    core = value.strip().strip("\"'")
    return not core or _WORDS.fullmatch(core) is not None


@lru_cache(maxsize=20_000)
def plausible(kind: str, value: str) -> bool:
    """Whether a value can be what its name says: a phone has digits, a person letters. Secrets are believed unless they are tiny numbers or harmless words."""
    if harmless(value):
        return False
    check = _PLAUSIBLE.get(kind)
    return check is None or check(value.strip())


def _digits(value: str) -> int:
    return sum(c.isdigit() for c in value)


def _letters(value: str) -> int:
    return sum(c.isalpha() for c in value)


_OF_A_TEXT = re.compile(r"[a-z]{3,20}(?:\.(?:[A-Za-z]{1,24}|[A-Z]{1,4}\d{1,9})){1,6}")
"""The name of a message or a setting, as in `"key": "errors.E0000004"`."""


def _code_like(value: str) -> bool:
    return not _OF_A_TEXT.fullmatch(value) and len(value) >= 8 and (_digits(value) > 0 or len(value) >= 16) and " " not in value


def _wordy(value: str) -> bool:
    return _letters(value) >= 2 and len(value) <= 200 and not _SOURCE.match(value)


_SOURCE = re.compile(r"[\w./@-]+\.[a-z]{1,5}:\d+$|function\b|this\.|new |return\b|var |const |=>|\{|\(|#|\.|/(?!o=|cn=)", re.IGNORECASE)

_PATH = re.compile(r"[\w.-]+/[\w.-]+")
"""A project under its owner, as code hosts name it in full."""
_FIELDS = frozenset(["error", "errors", "message", "code", "status", "name", "value", "type", "string", "object", "array", "data", "key", "text", "content", "body", "title", "description", "default", "id", "result", "response", "request", "event", "level"])
"""Names of fields, which no account has."""
_ACCOUNTS = frozenset(["root", "admin", "administrator", "guest", "anonymous", "nobody", "system", "daemon", "and", "or", "not", "eq", "ne", "gt", "lt", "equals", "contains", "exists"])
"""Accounts that every system has, and the operators of a condition: nobody's."""
_PROGRAM = re.compile(r"system:[\w:.-]+|.+\[bot\]?|S-1-(?!5-21-|12-1-)\d+(?:-\d+){0,2}")
"""An account of a program, and the security identifiers that are the same on every machine (MS-DTYP 2.4.2.4)."""
_WORDS_JOINED = re.compile(r"[a-z]+(?:[_/-][a-z]+)+")
_SOCKET = re.compile(r"[\w-]+(?:\.[\w-]+)*:\d{1,5}(?::.*)?")
"""A host with its port, which is what connections are kept under."""
_LOOPBACK = re.compile(r"\[?(?:(?:::ffff:)?127\.|0\.0\.0\.0(?!\d)|::1(?![\da-fA-F:]))[\d.]*\]?(?::\d{1,5})?$")
CERTIFICATE_NUMBER = re.compile(r"(?:[0-9A-F]{2}){16,20}|[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){7,19}")
"""A certificate's number as programs print it (RFC 5280 4.1.2.2), which is public; devices have shorter ones."""
_OF_A_CERTIFICATE = re.compile(r"/?(?:CN|O|OU|C|ST|L|S|DC|serialNumber)\s?=\s?(?!.*(?:\bou=(?:users|people|staff|accounts)|\bcn=users|\buid=))", re.IGNORECASE)
"""A subject or issuer as certificates name them (RFC 4514), which is public, unless it is an entry of a directory of people."""

_DATED_END = re.compile(r"\d{4}-\d\d-\d\d")
_DOTTED = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?")
_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)")
"""When somebody was there last."""

_CODE = re.compile(r"[a-z]{2,20}(?:_[a-z]{2,20}){1,5}")
"""What an API calls an error, as in `Auth0: too_many_requests`."""
_FAULT = re.compile(r"[a-z]{2,12}(?:-[a-z]{2,12}){2,4}")
"""What is wrong with a cookie, as in `sid: secure-over-http`."""
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}(?:com|net|org|io|dev|test|local|internal|example|invalid|cloud|app|edu|gov)|(?:[a-z0-9-]{1,63}\.){2,8}[a-z]{2}", re.IGNORECASE)
"""A host, which is no account even where it is the subject of something."""

_PLAUSIBLE: Mapping[str, Callable[[str], bool]] = {
    "phone": lambda v: 6 <= _digits(v) <= 18 and _letters(v) <= 6,
    "person": lambda v: not technical(v) and not _DATED_END.search(v) and _wordy(v) and _digits(v) * 2 <= len(v) and not _PATH.fullmatch(v),
    "user": lambda v: not _OF_A_CERTIFICATE.match(v) and not _HOST.fullmatch(v) and not _DATED.match(v) and v.lower() not in _FIELDS and v.lower() not in _ACCOUNTS and not _PROGRAM.fullmatch(v) and ((_letters(v) >= 2 and _wordy(v)) or (v.isdigit() and len(v) >= 4) or (len(v) >= 6 and not _SOURCE.match(v))),
    "email": lambda v: "@" in v or "%40" in v,
    "postal": lambda v: 3 <= len(v) <= 12 and _digits(v) >= 2,
    "address": lambda v: not _DOTTED.fullmatch(v) and len(v) >= 4 and (_digits(v) >= 1 or " " in v) and len(v) <= 300 and "://" not in v and not re.fullmatch(r"[\dA-Fa-f.:_()\[\] -]+|0x[0-9A-Fa-f]+|[\w.-]+[:#]\d{1,5}", v),
    "birth-date": lambda v: 4 <= _digits(v) <= 14,
    "national-id": lambda v: _digits(v) >= 4 and len(v) <= 40,
    "card": lambda v: 12 <= _digits(v) <= 19 and _letters(v) == 0,
    "card-code": lambda v: 3 <= _digits(v) <= 4 and len(v) <= 6,
    "iban": lambda v: _digits(v) >= 6 and len(v) <= 48,
    "geo": lambda v: _digits(v) >= 3 and len(v) <= 80,
    "device": lambda v: len(v) >= 6 and _digits(v) >= 1 and not CERTIFICATE_NUMBER.fullmatch(v),
    "ip": lambda v: ("." in v or ":" in v) and not _LOOPBACK.match(v),
    "otp": lambda v: len(v) >= 3 and _digits(v) >= 3 and len(v) <= 64,
    "signature": _code_like,
    "session": lambda v: len(v) >= 6 and (_digits(v) > 0 or len(v) >= 16) and not _FAULT.fullmatch(v),
    "cookie": lambda v: len(v) >= 3,
    "api-key": lambda v: _code_like(v) and not _SOCKET.fullmatch(v) and not _WORDS_JOINED.fullmatch(v),
    "token": lambda v: len(v) >= 6 and not _WORDS_JOINED.fullmatch(v) and not (v.isdigit() and len(v) < 6) and not (v.isalpha() and v.islower() and len(v) < 12),
    "connection": lambda v: len(v) >= 8,
    "credential": lambda v: len(v) >= 4 and not (v.isdigit() and len(v) < 6) and not _CODE.fullmatch(v),
    "secret": lambda v: len(v) >= 3 and not (v.isdigit() and len(v) < 4),
    "password": lambda v: len(v) >= 1,
    "private-key": lambda v: len(v) >= 8,
}  # fmt: skip
