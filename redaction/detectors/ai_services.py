"""Keys of model providers."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('openai', r"sk-(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}|sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,}|sk-[A-Za-z0-9]{48}", r"\bsk-[A-Za-z0-9_-]{16}", 'https://platform.openai.com/docs/api-reference/authentication', "sk-proj-" + "aB3d" * 12, "sk-learn-something-else"),
    vendor('anthropic', r"sk-ant-(?:api|admin|oat|sid)\d{2}-[A-Za-z0-9_-]{80,}", r"\bsk-ant-", 'https://docs.anthropic.com/en/api/overview', "sk-ant-api03-" + "aB3d" * 24, order=19),
    vendor('hugging-face', r"(?:hf_|api_org_)[A-Za-z0-9]{30,60}", r"\b(?:hf_|api_org_)[A-Za-z0-9]{8}", 'https://huggingface.co/docs/hub/security-tokens', "hf_" + "aBcD" * 9),
    vendor('replicate', r"r8_[A-Za-z0-9]{37}", r"\br8_[A-Za-z0-9]{8}", 'https://replicate.com/docs/topics/security/api-tokens', "r8_" + "aB3d" * 9 + "x"),
    vendor('groq', r"gsk_[A-Za-z0-9]{52}", r"\bgsk_[A-Za-z0-9]{8}", 'https://console.groq.com/docs/quickstart', "gsk_" + "aB3d" * 13),
    vendor('perplexity', r"pplx-[A-Za-z0-9]{48}", r"\bpplx-", 'https://docs.perplexity.ai/guides/getting-started', "pplx-" + "aB3d" * 12),
    vendor('xai', r"xai-[A-Za-z0-9]{80}", r"\bxai-[A-Za-z0-9]{8}", 'https://docs.x.ai/docs/overview', "xai-" + "aB3d" * 20),
)  # fmt: skip
