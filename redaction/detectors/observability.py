"""Keys of monitoring, logging, alerting and error-tracking services."""

from redaction.detecting import vendor
from redaction.said import UUID, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("honeybadger", r"hb[pu]_[A-Za-z0-9]{30,44}", r"\bhb[pu]_[A-Za-z0-9]{8}", "https://docs.honeybadger.io/api/", "hbp_" + mixed(36)),
    vendor("checkly", r"cu_[a-f0-9]{32}", r"\bcu_[a-f0-9]{16}", "https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/", "cu_" + hexes(32)),
    vendor("uptimerobot", r"(?:u\d{5,9}|ur\d{5,9}|m\d{8,10})-[a-f0-9]{24,32}", r"\b[um]r?\d{5,10}-[a-f0-9]{8}", "https://uptimerobot.com/api/", "u123456-" + hexes(32)),
    vendor("rootly", r"rootly_[a-f0-9]{64}", r"\brootly_[a-f0-9]{8}", "https://docs.rootly.com/api-reference/overview", "rootly_" + hexes(64)),
    vendor("firehydrant", r"fhb-[a-f0-9]{32,64}", r"\bfhb-[a-f0-9]{8}", "https://docs.firehydrant.com/reference/authentication", "fhb-" + hexes(32)),
    vendor("axiom", rf"xa[ap]t-{UUID}", r"\bxa[ap]t-", "https://axiom.co/docs/reference/tokens", "xaat-" + uuid()),
    vendor("coralogix", r"cxt[phuo]_[A-Za-z0-9]{30}", r"\bcxt[phuo]_[A-Za-z0-9]{8}", "https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/", "cxtp_" + mixed(30)),
    vendor("grafana-legacy", r"eyJrIjoi[A-Za-z0-9+/]{60,400}={0,2}", r"\beyJrIjoi", "https://grafana.com/docs/grafana/latest/developers/http_api/auth/", "eyJrIjoi" + mixed(72), order=0),
    vendor("incident-io", r"inc_[a-f0-9]{60,70}", r"\binc_[a-f0-9]{16}", "https://docs.incident.io/", "inc_" + hexes(64)),
    vendor("datadog-rum", r"pub[a-f0-9]{32}", r"\bpub[a-f0-9]{32}", "https://docs.datadoghq.com/account_management/api-app-keys/#client-tokens", "pub" + hexes(32)),
    said("datadog", r"datadog|\bdd[-_](?:api|app|application|client)", r"[a-f0-9]{40}|[a-f0-9]{32}|dda(?:pp|pi)_[A-Za-z0-9]{30,40}", "https://docs.datadoghq.com/account_management/api-app-keys/", "DD-API-KEY", hexes(32)),
    said("splunk-hec", r"splunk|\bhec_?token", UUID, "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector", "SPLUNK_HEC_TOKEN", uuid()),
    said("sumo-logic", r"sumo_?logic", r"su[A-Za-z0-9]{12}|[A-Za-z0-9]{64}", "https://help.sumologic.com/docs/manage/security/access-keys/", "SUMOLOGIC_ACCESS_KEY", mixed(64)),
    said("logz-io", r"logz_?io", r"[A-Za-z]{32}|" + UUID, "https://docs.logz.io/docs/user-guide/admin/authentication-tokens/api-tokens/", "LOGZIO_TOKEN", uuid()),
    said("loggly", r"loggly", UUID, "https://documentation.solarwinds.com/en/success_center/loggly/content/admin/customer-token-authentication-token.htm", "LOGGLY_TOKEN", uuid()),
    said("rollbar", r"rollbar", r"[a-f0-9]{32}(?:[a-f0-9]{96})?", "https://docs.rollbar.com/docs/access-tokens", "ROLLBAR_ACCESS_TOKEN", hexes(32)),
    said("bugsnag", r"bugsnag", r"[a-f0-9]{32}", "https://docs.bugsnag.com/api/error-reporting/", "BUGSNAG_API_KEY", hexes(32)),
    said("raygun", r"raygun", r"[A-Za-z0-9+/]{22}(?:==)?", "https://raygun.com/documentation/", "RAYGUN_API_KEY", mixed(22) + "==", right="A-Za-z0-9="),
    said("airbrake", r"airbrake", r"[a-f0-9]{32}", "https://docs.airbrake.io/docs/devops-tools/api/", "AIRBRAKE_PROJECT_KEY", hexes(32)),
    said("instana", r"instana", r"[A-Za-z0-9_-]{16,32}", "https://www.ibm.com/docs/en/instana-observability", "INSTANA_AGENT_KEY", mixed(22)),
    said("lightstep", r"lightstep|servicenow_?cloud_?observability", r"[A-Za-z0-9+/]{43,90}={0,2}", "https://docs.lightstep.com/docs/create-and-manage-access-tokens", "LIGHTSTEP_ACCESS_TOKEN", mixed(64)),
    said("opsgenie", r"opsgenie|geniekey", UUID, "https://support.atlassian.com/opsgenie/docs/api-key-management/", "OPSGENIE_API_KEY", uuid()),
    said("victorops", r"victor_?ops|splunk_?on-?call|x-vo-api", r"[a-f0-9]{32}|" + UUID, "https://help.victorops.com/knowledge-base/api/", "VICTOROPS_API_KEY", hexes(32)),
    said("statuspage", r"status_?page", UUID + r"|[a-f0-9]{64}", "https://developer.statuspage.io/#section/Authentication", "STATUSPAGE_API_KEY", uuid()),
    said("mezmo", r"log_?dna|mezmo", r"[a-f0-9]{32}", "https://docs.mezmo.com/docs/ingestion-key", "LOGDNA_INGESTION_KEY", hexes(32)),
    said("better-stack", r"better_?(?:stack|uptime)|logtail", r"[A-Za-z0-9]{24}", "https://betterstack.com/docs/uptime/api/getting-started-with-uptime-api/", "BETTERSTACK_API_TOKEN", mixed(24)),
    said("cronitor", r"cronitor", r"[a-f0-9]{32}", "https://cronitor.io/docs/api", "CRONITOR_API_KEY", hexes(32)),
    said("appdynamics", r"app_?dynamics|\bappd_", r"[A-Za-z0-9-]{12,40}", "https://docs.appdynamics.com/", "APPDYNAMICS_AGENT_ACCOUNT_ACCESS_KEY", mixed(12) + "-" + mixed(12)),
    said("elastic-apm", r"elastic_?(?:apm|search|stack)?_?(?:api|secret|cloud)|apm_server_secret", r"[A-Za-z0-9_+/=-]{32,120}", "https://www.elastic.co/docs/solutions/observability/apm/secret-token", "ELASTIC_APM_SECRET_TOKEN", mixed(36)),
    said("pingdom", r"pingdom", r"[A-Za-z0-9_-]{67,70}|[a-z0-9]{32}", "https://docs.pingdom.com/api/", "PINGDOM_API_TOKEN", mixed(67)),
    said("scout-apm", r"scout_?(?:apm|key)", r"[A-Za-z0-9]{20,32}", "https://scoutapm.com/docs", "SCOUT_KEY", mixed(20)),
    said("appsignal", r"app_?signal", UUID, "https://docs.appsignal.com/api/overview.html", "APPSIGNAL_PUSH_API_KEY", uuid()),
    said("papertrail", r"papertrail", r"[A-Za-z0-9]{20,22}", "https://www.papertrail.com/help/search-api/", "PAPERTRAIL_API_TOKEN", mixed(20)),
)  # fmt: skip
