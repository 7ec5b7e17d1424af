"""Access logs in the common and combined forms of Apache, nginx and many others, with what sites add behind them."""

from triagekit.reading.accesslog import AccessLog
from triagekit.reading.combinedlog import combined
from triagekit.roles import Analyzer

analyzer: Analyzer = AccessLog("access-combined", "web server access log", combined, 92)
