"""Keys of databases, pipelines, search and content as a service."""

from redaction.detecting import vendor
from redaction.said import UUID, hexes, mixed, said
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("mongodb-atlas", r"mdb_sa_sk_[A-Za-z0-9_-]{30,60}", r"\bmdb_sa_sk_", "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/", "mdb_sa_sk_" + mixed(40)),
    vendor("aiven", r"AVNS_[A-Za-z0-9_-]{19,24}", r"\bAVNS_", "https://aiven.io/docs/platform/concepts/authentication-tokens", "AVNS_" + mixed(19)),
    vendor("neon", r"napi_[a-z0-9]{60,70}", r"\bnapi_[a-z0-9]{8}", "https://neon.com/docs/manage/api-keys", "napi_" + hexes(64)),
    vendor("cockroach", r"CCDB1_[A-Za-z0-9]{20,24}_[A-Za-z0-9]{36,44}", r"\bCCDB1_", "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access", "CCDB1_" + mixed(22) + "_" + mixed(40)),
    vendor("elastic-cloud", r"essu_[A-Za-z0-9+/=]{40,120}", r"\bessu_", "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys", "essu_" + mixed(60)),
    vendor("clickhouse-cloud", r"4b1d[A-Za-z0-9]{38}", r"\b4b1d[A-Za-z0-9]{38}\b", "https://clickhouse.com/docs/cloud/manage/openapi", "4b1d" + mixed(38), confirm=lambda m: any(c.isupper() for c in m.group())),
    vendor("dbt", r"dbt[cus]_[A-Za-z0-9_=+-]{30,80}", r"\bdbt[cus]_[A-Za-z0-9]{8}", "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication", "dbtu_" + mixed(48), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("prefect", r"pn[ub]_[a-zA-Z0-9]{36}", r"\bpn[ub]_[a-zA-Z0-9]{8}", "https://docs.prefect.io/v3/manage/cloud/manage-users/api-keys", "pnu_" + mixed(36)),
    vendor("tinybird", r"p\.eyJ[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,60}", r"\bp\.eyJ", "https://www.tinybird.co/docs/forward/administration/tokens", "p.eyJ" + mixed(60) + "." + mixed(43), order=0),
    vendor("contentful", r"CFPAT-[A-Za-z0-9_-]{43}", r"\bCFPAT-", "https://www.contentful.com/developers/docs/references/authentication/", "CFPAT-" + mixed(43)),
    vendor("pubnub", rf"(?:sec|pub|sub)-c-{UUID}|sec-c-[A-Za-z0-9=]{{40,60}}", r"\b(?:sec|pub|sub)-c-[A-Za-z0-9]{8}", "https://www.pubnub.com/docs/general/setup/account-setup", "sec-c-" + mixed(48)),
    vendor("statsig", r"secret-[A-Za-z0-9]{40,46}", r"\bsecret-[A-Za-z0-9]{40}", "https://docs.statsig.com/sdk-keys/api-keys", "secret-" + mixed(43), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("datastax-astra", r"AstraCS:[A-Za-z]{24}:[a-f0-9]{64}", r"\bAstraCS:", "https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html", "AstraCS:" + "aBcDeFgHiJkL" * 2 + ":" + hexes(64)),
    said("influxdb", r"influx", r"[A-Za-z0-9_-]{86}==", "https://docs.influxdata.com/influxdb/v2/admin/tokens/", "INFLUX_TOKEN", mixed(86) + "==", right="A-Za-z0-9="),
    said("snowflake", r"snowflake|snowsql", r"[A-Za-z0-9!@#$%^&*_-]{12,128}", "https://docs.snowflake.com/en/user-guide/snowsql-start", "SNOWSQL_PWD", mixed(16) + "!"),
    said("fivetran", r"fivetran", r"[A-Za-z0-9]{16,32}", "https://fivetran.com/docs/rest-api/getting-started", "FIVETRAN_API_SECRET", mixed(32)),
    said("segment", r"segment_?(?:write|api|source|analytics)|analytics\.load", r"[A-Za-z0-9]{32}|sgp_[A-Za-z0-9]{64}", "https://segment.com/docs/connections/find-writekey/", "SEGMENT_WRITE_KEY", mixed(32)),
    said("algolia", r"algolia", r"[a-f0-9]{32}", "https://www.algolia.com/doc/guides/security/api-keys/", "ALGOLIA_ADMIN_KEY", hexes(32)),
    said("meilisearch", r"meili(?:search)?", r"[a-f0-9]{64}|[A-Za-z0-9_-]{32,64}", "https://www.meilisearch.com/docs/learn/security/basic_security", "MEILI_MASTER_KEY", mixed(43)),
    said("typesense", r"typesense", r"[A-Za-z0-9]{32,48}", "https://typesense.org/docs/guide/data-access-control.html", "TYPESENSE_API_KEY", mixed(32)),
    said("sanity", r"sanity", r"sk[A-Za-z0-9]{80,200}", "https://www.sanity.io/docs/content-lake/http-auth", "SANITY_API_TOKEN", "sk" + mixed(90)),
    said("upstash", r"upstash", r"[A-Za-z0-9=_-]{36,200}", "https://upstash.com/docs/redis/features/restapi", "UPSTASH_REDIS_REST_TOKEN", mixed(58)),
    said("mixpanel", r"mixpanel", r"[a-f0-9]{32}", "https://developer.mixpanel.com/reference/project-secret", "MIXPANEL_API_SECRET", hexes(32)),
    said("amplitude", r"amplitude", r"[a-f0-9]{32}", "https://amplitude.com/docs/apis/authentication", "AMPLITUDE_SECRET_KEY", hexes(32)),
    said("storyblok", r"storyblok", r"[A-Za-z0-9]{22,24}(?:tt)?", "https://www.storyblok.com/docs/api/content-delivery/v2/getting-started/authentication", "STORYBLOK_TOKEN", mixed(24)),
    said("airbyte", r"airbyte", r"[A-Za-z0-9]{32,64}", "https://reference.airbyte.com/reference/authentication", "AIRBYTE_CLIENT_SECRET", mixed(32)),
    said("rudderstack", r"rudder(?:stack)?", r"[A-Za-z0-9]{27}", "https://www.rudderstack.com/docs/resources/glossary/#write-key", "RUDDERSTACK_WRITE_KEY", mixed(27)),
    said("redis-cloud", r"redis_?(?:cloud|labs)?_?(?:api|account|secret)|x-api-(?:secret-)?key", r"[A-Z][a-z0-9]{50,60}|[A-Za-z0-9]{40,60}", "https://redis.io/docs/latest/operate/rc/api/get-started/manage-api-keys/", "REDISCLOUD_SECRET_KEY", "S" + hexes(51)),
    said("zilliz", r"zilliz|milvus", r"[a-f0-9]{72,80}|[A-Za-z0-9]{32,80}", "https://docs.zilliz.com/docs/manage-api-keys", "ZILLIZ_API_KEY", hexes(76)),
    said("couchbase-capella", r"capella|couchbase", r"[A-Za-z0-9+/=]{48,120}", "https://docs.couchbase.com/cloud/management-api-guide/management-api-start.html", "CAPELLA_API_SECRET", mixed(64)),
)  # fmt: skip
