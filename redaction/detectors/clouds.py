"""Keys of cloud providers beyond the three largest."""

from redaction.detecting import vendor
from redaction.said import UUID, alone, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("alibaba-cloud", r"LTAI[A-Za-z0-9]{12,28}", r"\bLTAI[A-Za-z0-9]{12}", "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair", "LTAI" + mixed(20), confirm=alone),
    vendor("tencent-cloud", r"AKID[A-Za-z0-9]{30,36}", r"\bAKID[A-Za-z0-9]{16}", "https://www.tencentcloud.com/document/product/598/32675", "AKID" + mixed(32), confirm=alone),
    vendor("volcengine", r"AKLT[A-Za-z0-9_-]{40,60}={0,2}", r"\bAKLT[A-Za-z0-9_-]{16}", "https://www.volcengine.com/docs/6291/65568", "AKLT" + mixed(43), confirm=alone),
    vendor("baidu-cloud", r"bce-v3/ALTAK-[A-Za-z0-9]{16,32}/[a-f0-9]{40}", r"\bbce-v3/ALTAK-", "https://cloud.baidu.com/doc/IAM/index.html", "bce-v3/ALTAK-" + mixed(21) + "/" + hexes(40)),
    vendor("yandex-cloud", r"AQVN[A-Za-z0-9_-]{35,38}|y[0-3]_[A-Za-z0-9_-]{40,60}|YC[A-Z][A-Za-z0-9_-]{37}|t1\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{60,}", r"\b(?:AQVN|y[0-3]_|YC[A-Z]|t1\.)[A-Za-z0-9_-]{16}", "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key", "AQVN" + mixed(36), confirm=lambda m: alone(m) and any(c.isdigit() for c in m.group()[4:]) and any(c.isupper() for c in m.group()[4:])),
    vendor("exoscale", r"EXO[a-f0-9]{24}", r"\bEXO[a-f0-9]{24}", "https://community.exoscale.com/product/iam/", "EXO" + hexes(24)),
    vendor("render", r"rnd_[A-Za-z0-9]{28,40}", r"\brnd_[A-Za-z0-9]{8}", "https://render.com/docs/api", "rnd_" + mixed(32)),
    vendor("openshift", r"sha256~[A-Za-z0-9_-]{43}", r"\bsha256~[A-Za-z0-9_-]{8}", "https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/using-rbac", "sha256~" + mixed(43)),
    vendor("upcloud", r"ucat_[A-Z0-9]{26}", r"\bucat_[A-Z0-9]{8}", "https://developers.upcloud.com/1.3/", "ucat_01" + mixed(24).upper()),
    said("cloudflare", r"cloudflare|cf_(?:api|auth)|x-auth-key", r"[A-Za-z0-9_-]{40}|[a-f0-9]{37}|cf[a-z]{2}_[A-Za-z0-9_-]{40,60}", "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/", "CLOUDFLARE_API_TOKEN", mixed(40)),
    said("fastly", r"fastly", r"[A-Za-z0-9_-]{32}", "https://www.fastly.com/documentation/reference/api/auth-tokens/user/", "FASTLY_API_TOKEN", mixed(32)),
    said("linode", r"linode|akamai_?cloud", r"[a-f0-9]{64}", "https://techdocs.akamai.com/linode-api/reference/get-started", "LINODE_TOKEN", hexes(64)),
    said("vultr", r"vultr", r"[A-Z0-9]{36}", "https://www.vultr.com/api/", "VULTR_API_KEY", mixed(36).upper()),
    said("hetzner", r"hcloud|hetzner", r"[A-Za-z0-9]{64}", "https://docs.hetzner.cloud/", "HCLOUD_TOKEN", mixed(64)),
    said("ovh", r"\bovh_?(?:application|app|consumer|cloud)|x-ovh-(?:application|consumer)", r"[A-Za-z0-9]{16}(?:[A-Za-z0-9]{16})?", "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api", "OVH_CONSUMER_KEY", mixed(32)),
    said("ibm-cloud", r"ibm_?cloud|bluemix|watson|softlayer", r"[A-Za-z0-9_-]{44}|[a-f0-9]{64}", "https://cloud.ibm.com/docs/account?topic=account-userapikey", "IBMCLOUD_API_KEY", mixed(44)),
    said("railway", r"railway", UUID, "https://docs.railway.com/guides/public-api", "RAILWAY_TOKEN", uuid()),
    said("huawei-cloud", r"huawei_?cloud|\bhw_(?:access|secret)", r"[A-Z0-9]{20}|[A-Za-z0-9]{40}", "https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html", "HW_SECRET_KEY", mixed(40)),
    said("oracle-cloud", r"\boci_|oracle_?cloud", r"[A-Za-z0-9+/=]{40,88}", "https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/managingcredentials.htm", "OCI_AUTH_TOKEN", mixed(44)),
    said("dnsimple", r"dnsimple", r"(?:dnsimple_[au]_)?[A-Za-z0-9]{32}", "https://developer.dnsimple.com/v2/", "DNSIMPLE_TOKEN", mixed(32)),
    said("gandi", r"gandi", r"[A-Za-z0-9]{24}|[a-f0-9]{40}", "https://api.gandi.net/docs/authentication/", "GANDI_API_KEY", mixed(24)),
    said("godaddy", r"godaddy|sso-key", r"[A-Za-z0-9_]{12,37}(?::[A-Za-z0-9]{22})?", "https://developer.godaddy.com/getstarted", "GODADDY_API_KEY", mixed(37)),
    said("bunny", r"bunny(?:cdn|net)?_?(?:access|api|storage)", rf"{UUID}(?:-[a-f0-9]{{4}}-[a-f0-9]{{12}})?", "https://docs.bunny.net/reference/bunnynet-api-overview", "BUNNY_API_KEY", uuid()),
    said("backblaze", r"backblaze|\bb2_(?:application|app|account)", r"K00[0-9][A-Za-z0-9/+]{27}|[a-f0-9]{25}", "https://www.backblaze.com/docs/cloud-storage-create-and-manage-app-keys", "B2_APPLICATION_KEY", "K005" + mixed(27)),
    said("wasabi", r"wasabi", r"[A-Z0-9]{20}|[A-Za-z0-9/+]{40}", "https://docs.wasabi.com/docs/creating-a-user-account-and-access-key", "WASABI_SECRET_KEY", mixed(40)),
    said("pantheon", r"pantheon|terminus", r"[A-Za-z0-9_-]{43,90}", "https://docs.pantheon.io/machine-tokens", "TERMINUS_TOKEN", mixed(51)),
    said("platform-sh", r"platformsh|upsun", r"[A-Za-z0-9_-]{40,90}", "https://docs.platform.sh/administration/cli/api-tokens.html", "PLATFORMSH_CLI_TOKEN", mixed(43)),
)  # fmt: skip
