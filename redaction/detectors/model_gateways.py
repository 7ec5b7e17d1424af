"""Keys of services around language models: gateways, tracing, vector stores, speech, search, compute."""

from redaction.detecting import vendor
from redaction.said import UUID, hexes, mixed, said, uuid
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor("openrouter", r"sk-or-v1-[a-f0-9]{64}", r"\bsk-or-v", "https://openrouter.ai/docs/api-reference/authentication", "sk-or-v1-" + hexes(64)),
    vendor("deepseek", r"sk-[a-f0-9]{32}", r"\bsk-[a-f0-9]{16}", "https://api-docs.deepseek.com/", "sk-" + hexes(32)),
    vendor("nvidia", r"nvapi-[A-Za-z0-9_-]{40,80}", r"\bnvapi-", "https://docs.nvidia.com/nim/large-language-models/latest/getting-started.html", "nvapi-" + mixed(64)),
    vendor("langsmith", r"lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}|ls__[a-f0-9]{32}", r"\bls(?:v2_|__)[a-z0-9]", "https://docs.langchain.com/langsmith/create-account-api-key", "lsv2_pt_" + hexes(32) + "_" + hexes(10)),
    vendor("langfuse", rf"[sp]k-lf-{UUID}", r"\b[sp]k-lf-", "https://langfuse.com/docs/api", "sk-lf-" + uuid()),
    vendor("pinecone", r"pcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{50,70}", r"\bpcsk_", "https://docs.pinecone.io/guides/projects/manage-api-keys", "pcsk_" + mixed(6) + "_" + mixed(62)),
    vendor("elevenlabs", r"sk_[a-f0-9]{48}", r"\bsk_[a-f0-9]{20}", "https://elevenlabs.io/docs/api-reference/authentication", "sk_" + hexes(48)),
    vendor("together", r"tgp_v\d_[A-Za-z0-9_-]{40,60}", r"\btgp_v\d_", "https://docs.together.ai/reference/authentication", "tgp_v1_" + mixed(43)),
    vendor("fireworks", r"fw_[A-Za-z0-9]{22,28}", r"\bfw_[A-Za-z0-9]{22}", "https://docs.fireworks.ai/api-reference/introduction", "fw_" + mixed(24), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("cerebras", r"csk-[a-z0-9]{40,60}", r"\bcsk-[a-z0-9]{8}", "https://inference-docs.cerebras.ai/quickstart", "csk-" + hexes(48)),
    vendor("jina", r"jina_[a-f0-9]{32}[A-Za-z0-9_-]{20,40}", r"\bjina_[a-f0-9]{8}", "https://jina.ai/api-dashboard/", "jina_" + hexes(32) + mixed(28)),
    vendor("tavily", r"tvly-(?:dev-|prod-)?[A-Za-z0-9]{28,40}", r"\btvly-", "https://docs.tavily.com/documentation/api-reference/introduction", "tvly-dev-" + mixed(32)),
    vendor("firecrawl", r"fc-[a-f0-9]{32}", r"\bfc-[a-f0-9]{16}", "https://docs.firecrawl.dev/introduction", "fc-" + hexes(32)),
    vendor("voyage", r"pa-[A-Za-z0-9_-]{43}", r"\bpa-[A-Za-z0-9_-]{40}", "https://docs.voyageai.com/docs/api-key-and-installation", "pa-" + mixed(43), confirm=lambda m: any(c.isdigit() for c in m.group()) and any(c.isupper() for c in m.group())),
    vendor("e2b", r"e2b_[a-f0-9]{40}", r"\be2b_[a-f0-9]{8}", "https://e2b.dev/docs/api-key", "e2b_" + hexes(40)),
    vendor("runpod", r"rpa_[A-Z0-9]{30,60}[a-z0-9]{0,10}", r"\brpa_[A-Z0-9]{8}", "https://docs.runpod.io/get-started/api-keys", "rpa_" + mixed(40).upper()),
    vendor("apify", r"apify_api_[A-Za-z0-9]{30,40}", r"\bapify_api_", "https://docs.apify.com/platform/integrations/api", "apify_api_" + mixed(36)),
    vendor("helicone", r"(?:sk|pk)-helicone-[a-z0-9-]{24,60}", r"\b[sp]k-helicone-", "https://docs.helicone.ai/helicone-headers/helicone-auth", "sk-helicone-" + hexes(7) + "-" + hexes(7) + "-" + hexes(7) + "-" + hexes(7)),
    vendor("friendli", r"flp_[A-Za-z0-9]{40,60}", r"\bflp_[A-Za-z0-9]{8}", "https://friendli.ai/docs/guides/suite/personal-access-tokens", "flp_" + mixed(46)),
    vendor("anyscale", r"(?:esecret|aph0)_[A-Za-z0-9_-]{20,90}", r"\b(?:esecret|aph0)_", "https://docs.anyscale.com/", "esecret_" + mixed(26)),
    vendor("braintrust", r"bt-st-[A-Za-z0-9]{40,60}", r"\bbt-st-", "https://www.braintrust.dev/docs/reference/api", "bt-st-" + mixed(48)),
    said("weights-and-biases", r"wandb|weights.?(?:and|&).?biases", r"[a-f0-9]{40}|wandb_v1_[A-Za-z0-9_]{40,90}", "https://docs.wandb.ai/quickstart/", "WANDB_API_KEY", hexes(40)),
    said("cohere", r"cohere|\bco_api", r"[A-Za-z0-9]{40}", "https://docs.cohere.com/reference/about", "COHERE_API_KEY", mixed(40)),
    said("mistral", r"mistral", r"[A-Za-z0-9]{32}", "https://docs.mistral.ai/getting-started/quickstart/", "MISTRAL_API_KEY", mixed(32)),
    said("assemblyai", r"assembly_?ai", r"[a-f0-9]{32}", "https://www.assemblyai.com/docs", "ASSEMBLYAI_API_KEY", hexes(32)),
    said("deepgram", r"deepgram", r"[a-f0-9]{40}", "https://developers.deepgram.com/docs/create-additional-api-keys", "DEEPGRAM_API_KEY", hexes(40)),
    said("serpapi", r"serp_?api", r"[a-f0-9]{64}", "https://serpapi.com/search-api", "SERPAPI_API_KEY", hexes(64)),
    said("baseten", r"baseten", r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}", "https://docs.baseten.co/organization/api-keys", "BASETEN_API_KEY", mixed(8) + "." + mixed(32)),
)  # fmt: skip
