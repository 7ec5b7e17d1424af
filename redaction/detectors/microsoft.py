"""Keys of Azure, Entra ID and Azure DevOps."""

from redaction.detecting import Shape, vendor
from triagekit.roles import Detector

_SIGNATURE = Shape(
    name="azure-sas",
    category="signature",
    pattern=r"[?&;]sig=(?P<value>[A-Za-z0-9%+/=_-]{30,})",
    anchors=(r"[?&;]sig=[A-Za-z0-9%+/_-]{8}",),
    references=("https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas",),
    examples=("https://x.blob.example/c?sv=2024-11-04&sig=‹" + "aB3%2F" * 7 + "%3D›&se=2026", "?sig=‹" + "a1B2c3D4" * 5 + "›"),
    counterexamples=("?sig=none", "&signal=abcdefghijklmnopqrstuvwxyz0123456789"),
    left="",
    right="",
    order=20,
)
_ACCOUNT = Shape(
    name="azure-account-key",
    category="vendor-key",
    pattern=r"(?i:AccountKey|SharedAccessKey|AccessKey)=(?P<value>[A-Za-z0-9+/]{40,88}={0,2})",
    anchors=(r"(?i)(?:AccountKey|SharedAccessKey|AccessKey)=[A-Za-z0-9+/]{8}",),
    references=("https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string",),
    examples=("AccountName=x;AccountKey=‹" + "aB3d" * 21 + "xy==›;EndpointSuffix=y", "SharedAccessKey=‹" + "Zx9y" * 10 + "abc=›"),
    counterexamples=("AccountKey=short", "SharedAccessKeyName=Root"),
    right="A-Za-z0-9+/",
    order=20,
)

detectors: tuple[Detector, ...] = (
    _SIGNATURE,
    _ACCOUNT,
    vendor("azure-client-secret", r"[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}", r"[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{8}", "https://learn.microsoft.com/en-us/entra/identity-platform/howto-create-service-principal-portal", "abc8Q~" + "dEfG" * 8),
    vendor("azure-devops", r"[a-z2-7]{52}", r"\b[a-z2-7]{52}\b", "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate", "a2b3c4d5e6f7" * 4 + "g2h3", confirm=lambda m: any(c.isdigit() for c in m.group())),
    vendor("azure-devops-new", r"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}", r"AZDO[A-Za-z0-9]{4}\b", "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate", "aB3d" * 19 + "AZDO" + "x1Y2", lead=76),
    vendor("azure-function-key", r"[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==", r"AzFu[A-Za-z0-9_-]{5}[AQgw]==", "https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to", "aB3d" * 11 + "AzFu" + "x1Y2zA==", lead=44, left="A-Za-z0-9_-"),
    vendor("azure-search", r"[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{5,7}", r"AzSe[A-Za-z0-9]{5}", "https://learn.microsoft.com/en-us/azure/search/search-security-api-keys", "aB3d" * 10 + "eFAzSe" + "x1Y2zA", lead=42),
)  # fmt: skip
