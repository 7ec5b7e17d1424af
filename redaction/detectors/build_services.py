"""Tokens of services that build, test, scan and release code."""

from redaction.detecting import vendor
from redaction.said import UUID, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("buildkite", r"bk(?:ua|aa|aj|at|ct|ps|pt|rt)_[A-Za-z0-9]{32,90}", r"\bbk(?:ua|aa|aj|at|ct|ps|pt|rt)_", "https://buildkite.com/docs/platform/security/tokens", "bkua_" + hexes(40)),
    vendor("circleci", r"CCIP(?:AT|RJ)_[A-Za-z0-9]{18,26}_[a-f0-9]{40}", r"\bCCIP(?:AT|RJ)_", "https://circleci.com/changelog/new-format-for-api-access-tokens/", "CCIPAT_" + mixed(22) + "_" + hexes(40)),
    vendor("sonarqube", r"sq[upa]_[a-f0-9]{40}", r"\bsq[upa]_[a-f0-9]{8}", "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/", "squ_" + hexes(40)),
    vendor("snyk", r"snyk_(?:uat|sat)\.[a-f0-9]{8}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{40,}", r"\bsnyk_[us]at\.", "https://docs.snyk.io/snyk-api/authentication-for-api", "snyk_uat." + hexes(8) + "." + mixed(24) + "." + mixed(60)),
    vendor("jfrog", r"AKCp[A-Za-z0-9]{60,80}|cmVmdGtu[A-Za-z0-9]{50,60}", r"\b(?:AKCp[A-Za-z0-9]{8}|cmVmdGtu)", "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens", "AKCp" + mixed(69), order=18),
    vendor("sourcegraph", r"sg[pd]_(?:(?:[a-f0-9]{16}|local)_)?[a-f0-9]{40}(?:[a-f0-9]{24})?|slk_[a-f0-9]{64}", r"\b(?:sg[pd]|slk)_[a-f0-9l]", "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token", "sgp_" + hexes(16) + "_" + hexes(40)),
    vendor("octopus-deploy", r"API-[A-Z0-9]{25,32}", r"\bAPI-[A-Z0-9]{25}", "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key", "API-" + mixed(31).upper(), confirm=lambda m: sum(c.isdigit() for c in m.group()) > 3),
    vendor("harness", r"[ps]at\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}", r"\b[ps]at\.[A-Za-z0-9_-]{22}\.", "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys", "pat." + mixed(22) + "." + hexes(24) + "." + mixed(20)),
    vendor("launchdarkly", rf"(?:sdk|mob|api|rel|srv)-{UUID}", r"\b(?:sdk|mob|api|rel|srv)-[0-9a-f]{8}-[0-9a-f]{4}-", "https://launchdarkly.com/docs/home/account/api", "sdk-" + uuid()),
    vendor("infracost", r"ico-[A-Za-z0-9]{32}", r"\bico-[A-Za-z0-9]{32}", "https://www.infracost.io/docs/", "ico-" + mixed(32), confirm=lambda m: any(c.isdigit() for c in m.group())),
    vendor("jetbrains", r"perm[:-][A-Za-z0-9+/=]{4,60}\.[A-Za-z0-9+/=]{2,60}\.[A-Za-z0-9]{30,60}", r"\bperm[:-][A-Za-z0-9+/=]{4}", "https://www.jetbrains.com/help/youtrack/server/manage-permanent-token.html", "perm:" + "YWRtaW4=." + "NDctMQ==." + mixed(40)),
    vendor("deno", r"dd[pwo]_[A-Za-z0-9]{36}", r"\bdd[pwo]_[A-Za-z0-9]{8}", "https://docs.deno.com/deploy/api/rest/", "ddp_" + mixed(36)),
    vendor("stackhawk", r"hawk\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}", r"\bhawk\.[A-Za-z0-9_-]{8}", "https://docs.stackhawk.com/apidocs.html", "hawk." + mixed(20) + "." + mixed(20)),
    vendor("localstack", rf"ls-[A-Za-z]{{8}}-[A-Za-z0-9]{{4}}-[A-Za-z0-9]{{4}}-[A-Za-z0-9]{{4}}-[A-Za-z0-9]{{8,16}}|ls-{UUID}", r"\bls-[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-", "https://docs.localstack.cloud/getting-started/auth-token/", "ls-abCdEfGh-1iJk-2lMn-3oPq-4rStUvWx5yZa"),
    vendor("expo", r"(?:Exponent|Expo)PushToken\[[A-Za-z0-9_-]{20,30}\]", r"\bExpo(?:nent)?PushToken\[", "https://docs.expo.dev/push-notifications/sending-notifications/", "ExponentPushToken[" + mixed(22) + "]", right="", category="device"),
    vendor("teamcity", r"eyJ0eXAiOiAiVENWMiJ9\.[A-Za-z0-9_-]{20,60}\.[A-Za-z0-9_-]{30,80}", r"\beyJ0eXAiOiAiVENWMiJ9\.", "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html", "eyJ0eXAiOiAiVENWMiJ9." + mixed(36) + "." + mixed(48), order=0),
    vendor("unleash", r"[A-Za-z0-9_*-]{1,40}:[A-Za-z0-9_-]{1,40}\.[a-f0-9]{56}", r"\.[a-f0-9]{56}\b", "https://docs.getunleash.io/reference/api-tokens-and-client-keys", "default:development." + hexes(56), lead=82),
    vendor("packagist", r"packagist_(?:ack|out|uut|oat)_[a-f0-9]{60,80}|packagist_[A-Za-z0-9]{40,80}", r"\bpackagist_[A-Za-z0-9]{3}", "https://packagist.org/apidoc", "packagist_" + hexes(60)),
    said("jenkins", r"jenkins", r"11[a-f0-9]{32}|[a-f0-9]{32}", "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/", "JENKINS_API_TOKEN", "11" + hexes(32)),
    said("gitea", r"gitea|gogs|forgejo|codeberg", r"[a-f0-9]{40}|gta_[A-Za-z0-9]{30,60}", "https://docs.gitea.com/development/api-usage", "GITEA_TOKEN", hexes(40)),
    said("codecov", r"codecov", UUID, "https://docs.codecov.com/docs/codecov-tokens", "CODECOV_TOKEN", uuid()),
    said("codacy", r"codacy", r"[A-Za-z0-9]{20,40}", "https://docs.codacy.com/codacy-api/api-tokens/", "CODACY_API_TOKEN", mixed(20)),
    said("coveralls", r"coveralls", r"[A-Za-z0-9]{32,40}", "https://docs.coveralls.io/", "COVERALLS_REPO_TOKEN", mixed(33)),
    said("travis", r"travis(?:_?ci)?", r"[A-Za-z0-9_-]{20,22}", "https://docs.travis-ci.com/user/triggering-builds/", "TRAVIS_TOKEN", mixed(22)),
    said("semgrep", r"semgrep", r"[a-f0-9]{64}", "https://semgrep.dev/docs/semgrep-ci/ci-environment-variables", "SEMGREP_APP_TOKEN", hexes(64)),
    said("browserstack", r"browserstack", r"[A-Za-z0-9]{20}", "https://www.browserstack.com/docs/automate/api-reference/selenium/authentication", "BROWSERSTACK_ACCESS_KEY", mixed(20)),
    said("sauce-labs", r"sauce(?:_?labs)?_(?:access|api)", UUID, "https://docs.saucelabs.com/dev/api/", "SAUCE_ACCESS_KEY", uuid()),
    said("cypress", r"cypress_?record", UUID, "https://docs.cypress.io/cloud/account-management/projects", "CYPRESS_RECORD_KEY", uuid()),
    said("percy", r"percy", r"(?:web_|app_|auto_)?[a-f0-9]{64}", "https://www.browserstack.com/docs/percy/get-started/percy-token", "PERCY_TOKEN", hexes(64)),
    said("rancher", r"rancher|cattle", r"token-[a-z0-9]{5}:[a-z0-9]{54}", "https://ranchermanager.docs.rancher.com/api/quickstart", "RANCHER_TOKEN", "token-a1b2c:" + hexes(54)),
)  # fmt: skip
