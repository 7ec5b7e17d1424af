"""Keys of Amazon Web Services."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('aws-access-key-id', r"(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA|ANVA|AIPA)[A-Z2-7]{16}", r"\bA(?:KI|SI|BI|CC|RO|ID|GP|NP|NV|IP)A[A-Z2-7]{8}", 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html', "AKIA" + "Z7QW" * 4, "AKIA is a prefix"),
    vendor('aws-session-token', r"(?:FwoGZXIvYXdz|IQoJb3JpZ2lu|FQoGZXIvYXdz)[A-Za-z0-9/+=%]{80,}", r"(?:FwoGZXIvYXdz|IQoJb3JpZ2lu|FQoGZXIvYXdz)", 'https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html', "IQoJb3JpZ2lu" + "X2VjE" * 20, reach=2_000),
    vendor('aws-bedrock', r"ABSK[A-Za-z0-9+/=]{109,}", r"\bABSK[A-Za-z0-9+/]{12}", 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html', "ABSK" + "QmVkcm9ja0" * 11),
    vendor('aws-mws', r"amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", r"amzn\.mws\.", 'https://docs.developer.amazonservices.com/en_US/dev_guide/DG_Registering.html', "amzn.mws.4ea38b7b-f563-7709-4bae-87aea12c0ff0"),
    vendor('aws-lwa-secret', r"amzn1\.oa2-cs\.v1\.[0-9a-f]{64}", r"amzn1\.oa2-cs", 'https://developer-docs.amazon.com/sp-api/docs/viewing-your-application-information-and-credentials', "amzn1.oa2-cs.v1." + "0a1b2c3d" * 8),
)  # fmt: skip
