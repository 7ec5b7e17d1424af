"""What clients say when a request fails, as data: each wording with the one kind it means.

A wording is a lower-case literal. Where several stand in one text, the row nearest to the top decides, so
a row that says more stands above one that says less. Wordings that cannot tell faults apart get the
coarse kind: Java and Go print one sentence for four certificate faults.

Sources: curl's libcurl-errors page, Chromium's net_error_list.h, OpenSSL's x509_txt.c and ssl_err.c,
RFC 8446 6.2 (alerts), RFC 9110, errno(3), CPython's ssl and http.client, Go's crypto/x509 and net/http,
OpenJDK's sun.security, .NET's System.Net, Node's errors page; wordings were compared with real output.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Wordings that mean the same."""

    kind: str
    """`error.kind`; empty for wordings that only sound like a failed connection: a pool, a lock, a worker that took too long."""
    words: tuple[str, ...]
    """Lower-case literals; any of them."""
    verify: int = -1
    """OpenSSL's verify code for it, -1 when it has none."""
    alert: str = ""
    """The TLS alert's RFC name, where the wording is an alert's."""
    sender: str = ""
    """client | server | proxy, where the wording says who ended it."""
    phase: str = ""
    """Overrides the kind's usual phase."""
    whole: bool = False
    """The wording must stand as a word of its own."""


PHASE: dict[str, str] = {
    "dns": "dns", "offline": "dns", "refused": "connect", "unreachable": "connect", "connect-timeout": "connect", "port-blocked": "request",
    "response-timeout": "response", "empty": "response", "truncated": "body", "not-http": "response", "headers-too-large": "response",
    "too-many-redirects": "response", "http2": "response", "content-encoding": "body", "proxy": "proxy", "proxy-auth": "proxy",
    "proxy-connect": "proxy", "pac": "proxy", "tls": "tls", "tls-version": "tls", "tls-cipher": "tls", "tls-alert": "tls", "tls-reset": "tls",
    "tls-closed": "tls", "tls-timeout": "tls", "tls-plain-http": "tls", "tls-not-tls": "tls", "cert-expired": "tls", "cert-not-yet-valid": "tls",
    "cert-date": "tls", "cert-name": "tls", "cert-self-signed": "tls", "cert-unknown-ca": "tls", "cert-no-issuer": "tls", "cert-revoked": "tls",
    "cert-weak": "tls", "cert-invalid": "tls", "cert-pin": "tls", "client-cert": "tls", "cors": "response", "mixed-content": "request", "csp": "request",
    "blocked": "request", "blocked-client": "request", "mime": "response", "cache-miss": "request", "http-error": "response",
}  # fmt: skip
"""The phase in which a kind of failure happens, unless the wording says otherwise."""


ALERTS: dict[str, tuple[str, ...]] = {
    "unexpected_message": ("unexpected message", "unexpected_message"),
    "bad_record_mac": ("bad record mac", "bad_record_mac"),
    "record_overflow": ("record overflow", "record_overflow"),
    "handshake_failure": ("handshake failure", "handshake_failure"),
    "bad_certificate": ("bad certificate", "bad_certificate"),
    "unsupported_certificate": ("unsupported certificate", "unsupported_certificate"),
    "certificate_revoked": ("certificate revoked", "certificate_revoked", "revoked certificate"),
    "certificate_expired": ("certificate expired", "certificate_expired", "expired certificate"),
    "certificate_unknown": ("certificate unknown", "certificate_unknown", "unknown certificate"),
    "illegal_parameter": ("illegal parameter", "illegal_parameter"),
    "unknown_ca": ("unknown ca", "unknown_ca", "unknown certificate authority"),
    "access_denied": ("access denied", "access_denied"),
    "decode_error": ("decode error", "decode_error", "error decoding message"),
    "decrypt_error": ("decrypt error", "decrypt_error", "error decrypting message"),
    "protocol_version": ("protocol version", "protocol_version", "protocol version not supported"),
    "insufficient_security": ("insufficient security", "insufficient_security", "insufficient security level"),
    "internal_error": ("internal error", "internal_error"),
    "inappropriate_fallback": ("inappropriate fallback", "inappropriate_fallback"),
    "user_canceled": ("user canceled", "user_canceled", "user cancelled"),
    "no_renegotiation": ("no renegotiation", "no_renegotiation"),
    "missing_extension": ("missing extension", "missing_extension"),
    "unsupported_extension": ("unsupported extension", "unsupported_extension"),
    "unrecognized_name": ("unrecognized name", "unrecognized_name"),
    "bad_certificate_status_response": ("bad certificate status response", "bad_certificate_status_response"),
    "unknown_psk_identity": ("unknown psk identity", "unknown_psk_identity"),
    "certificate_required": ("certificate required", "certificate_required"),
    "no_application_protocol": ("no application protocol", "no_application_protocol"),
}
"""Alert by RFC 8446 name: how OpenSSL, Go and Java spell it."""

ALERT_KIND: dict[str, str] = {
    "protocol_version": "tls-version", "insufficient_security": "tls-cipher", "certificate_required": "client-cert",
    "inappropriate_fallback": "tls-version",
}  # fmt: skip
"""Alerts that name one fault by themselves; every other alert is `tls-alert`."""

ALERT_NUMBER: dict[int, str] = {
    0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 22: "record_overflow", 40: "handshake_failure", 42: "bad_certificate",
    43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter",
    48: "unknown_ca", 49: "access_denied", 50: "decode_error", 51: "decrypt_error", 70: "protocol_version", 71: "insufficient_security",
    80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled", 100: "no_renegotiation", 109: "missing_extension",
    110: "unsupported_extension", 112: "unrecognized_name", 113: "bad_certificate_status_response", 115: "unknown_psk_identity",
    116: "certificate_required", 120: "no_application_protocol",
}  # fmt: skip
"""Alert numbers of RFC 8446 6 and its predecessors."""


def _alert_rows() -> tuple[Row, ...]:
    """Every spelling behind every lead-in that says an alert was *received*, so its sender is the peer."""
    leads = ("tlsv1 alert ", "sslv3 alert ", "tlsv13 alert ", "tls alert ", "ssl/tls alert ", "tlsv1.3 alert ", "ssl alert ")
    rows = []
    for name, spellings in ALERTS.items():
        spaced = [s for s in spellings if "_" not in s]
        words = [lead + s for lead in leads for s in spaced]
        words += [f"{version}_alert_{name}" for version in ("tlsv1", "sslv3", "tlsv13")]
        words += [f"remote error: tls: {s}" for s in spaced]
        words += [f"received fatal alert: {name}", f"received alert [fatal, {name}]", f"alert {name.replace('_', '-')}"]
        rows.append(Row(ALERT_KIND.get(name, "tls-alert"), tuple(words), alert=name, sender="server"))
    return tuple(sorted(rows, key=lambda row: -len(row.words[0])))


CURL_EXIT: dict[int, str] = {
    1: "other", 5: "proxy", 6: "dns", 7: "refused", 8: "not-http", 16: "http2", 18: "truncated", 22: "http-error", 23: "other", 26: "other",
    28: "timeout", 33: "truncated", 35: "tls", 43: "other", 47: "too-many-redirects", 51: "cert-name", 52: "empty", 53: "tls", 54: "tls",
    55: "reset", 56: "reset", 58: "client-cert", 59: "tls-cipher", 60: "cert-invalid", 61: "content-encoding", 64: "tls", 66: "tls",
    77: "cert-unknown-ca", 80: "tls", 82: "cert-revoked", 83: "cert-unknown-ca", 90: "cert-pin", 91: "cert-revoked", 92: "http2",
    95: "quic", 96: "quic", 97: "proxy", 98: "client-cert",
}  # fmt: skip
"""curl's exit code alone; its text, where it is known, says more."""

WGET_EXIT: dict[int, str] = {4: "other", 5: "tls", 6: "http-error", 7: "not-http", 8: "http-error"}
"""wget's exit code."""

CHROME: dict[str, str] = {
    "name_not_resolved": "dns", "name_resolution_failed": "dns", "icann_name_collision": "dns", "connection_refused": "refused",
    "connection_reset": "reset", "connection_closed": "closed", "connection_aborted": "aborted", "connection_failed": "unreachable",
    "connection_timed_out": "connect-timeout", "timed_out": "timeout", "address_unreachable": "unreachable", "address_invalid": "unreachable",
    "internet_disconnected": "offline", "network_changed": "offline", "network_io_suspended": "offline", "network_access_denied": "blocked",
    "aborted": "aborted", "empty_response": "empty", "content_length_mismatch": "truncated", "incomplete_chunked_encoding": "truncated",
    "incomplete_http2_headers": "http2", "invalid_http_response": "not-http", "invalid_response": "not-http", "invalid_chunked_encoding": "not-http",
    "response_headers_too_big": "headers-too-large", "response_headers_truncated": "truncated",
    "response_headers_multiple_content_length": "not-http", "response_headers_multiple_location": "not-http",
    "response_headers_multiple_content_disposition": "not-http",
    "too_many_redirects": "too-many-redirects", "invalid_redirect": "not-http", "unsafe_redirect": "blocked",
    "content_decoding_failed": "content-encoding", "content_decoding_init_failed": "content-encoding", "unsafe_port": "port-blocked",
    "proxy_connection_failed": "proxy", "proxy_auth_requested": "proxy-auth", "proxy_auth_unsupported": "proxy-auth",
    "proxy_auth_requested_with_no_connection": "proxy-auth", "tunnel_connection_failed": "proxy-connect",
    "unable_to_reuse_connection_for_proxy_auth": "proxy-auth", "socks_connection_failed": "proxy", "socks_connection_host_unreachable": "proxy-connect",
    "proxy_certificate_invalid": "proxy", "proxy_http_1_1_required": "proxy", "mandatory_proxy_configuration_failed": "pac",
    "pac_script_failed": "pac", "pac_status_not_ok": "pac", "pac_not_in_dhcp": "pac", "no_supported_proxies": "proxy",
    "https_proxy_tunnel_response_redirect": "proxy-connect",
    "ssl_protocol_error": "tls", "ssl_version_or_cipher_mismatch": "tls-version", "ssl_obsolete_version": "tls-version", "ssl_obsolete_cipher": "tls-cipher",
    "ssl_client_auth_cert_needed": "client-cert", "ssl_client_auth_cert_bad_format": "client-cert", "ssl_client_auth_cert_no_private_key": "client-cert",
    "ssl_client_auth_private_key_access_denied": "client-cert", "ssl_client_auth_signature_failed": "client-cert",
    "ssl_client_auth_no_common_algorithms": "client-cert", "bad_ssl_client_auth_cert": "client-cert",
    "ssl_bad_record_mac_alert": "tls-alert", "ssl_decrypt_error_alert": "tls-alert", "ssl_unrecognized_name_alert": "tls-alert",
    "ssl_server_cert_bad_format": "cert-invalid", "ssl_server_cert_changed": "cert-invalid", "ssl_pinned_key_not_in_cert_chain": "cert-pin",
    "ssl_weak_server_ephemeral_dh_key": "tls-cipher", "ssl_handshake_not_completed": "tls-closed", "ssl_key_usage_incompatible": "cert-invalid",
    "cert_date_invalid": "cert-date", "cert_common_name_invalid": "cert-name", "cert_authority_invalid": "cert-unknown-ca",
    "cert_revoked": "cert-revoked", "cert_unable_to_check_revocation": "cert-revoked", "cert_no_revocation_mechanism": "cert-revoked",
    "cert_weak_signature_algorithm": "cert-weak", "cert_weak_key": "cert-weak", "cert_symantec_legacy": "cert-unknown-ca",
    "cert_known_interception_blocked": "cert-unknown-ca", "certificate_transparency_required": "cert-invalid",
    "blocked_by_client": "blocked-client", "blocked_by_administrator": "blocked", "blocked_by_response": "cors", "blocked_by_csp": "csp",
    "blocked_by_orb": "mime", "blocked_by_private_network_access_checks": "cors", "blocked_by_local_network_access_checks": "cors",
    "blocked_by_fingerprinting_protection": "blocked-client", "blocked_enrollment_check_pending": "blocked", "blocked_in_incognito_by_administrator": "blocked",
    "blocked_by_response.notsameorigin": "cors", "access_denied": "blocked", "disallowed_url_scheme": "blocked", "unknown_url_scheme": "other",
    "cache_miss": "cache-miss", "cache_read_failure": "cache-miss", "failed": "other", "unexpected": "other",
    "invalid_auth_credentials": "http-error", "missing_auth_credentials": "http-error", "http_response_code_failure": "http-error",
    "http_1_1_required": "http2", "cleartext_not_permitted": "blocked", "insecure_response": "cert-invalid", "early_data_rejected": "tls",
    "ech_not_negotiated": "tls", "encoding_conversion_failed": "content-encoding", "ws_protocol_error": "websocket", "ws_throttle_queue_too_large": "websocket",
    "file_not_found": "other", "network_access_revoked": "blocked", "winsock_unexpected_written_bytes": "reset", "ssl_no_renegotiation": "tls",
}  # fmt: skip
"""Chromium's net errors without ERR_; names not listed go by their beginning."""

CHROME_PREFIX: tuple[tuple[str, str], ...] = (
    ("cert_", "cert-invalid"), ("ssl_", "tls"), ("quic_", "quic"), ("http2_", "http2"), ("spdy_", "http2"), ("proxy_", "proxy"), ("tunnel_", "proxy-connect"),
    ("socks_", "proxy"), ("pac_", "pac"), ("dns_", "dns"), ("name_", "dns"), ("blocked_", "blocked"), ("cache_", "cache-miss"), ("ws_", "websocket"),
    ("response_", "not-http"),
)  # fmt: skip
"""The family of a Chromium net error that is not listed by name."""

FIREFOX: dict[str, str] = {
    "ns_error_unknown_host": "dns", "ns_error_dns_lookup_queue_full": "dns", "ns_error_connection_refused": "refused", "ns_error_net_reset": "reset",
    "ns_error_net_interrupt": "truncated", "ns_error_net_partial_transfer": "truncated", "ns_error_net_timeout": "timeout",
    "ns_error_net_timeout_external": "timeout", "ns_error_net_empty_response": "empty", "ns_error_net_inadequate_security": "tls-cipher",
    "ns_error_net_http2_sent_goaway": "http2", "ns_error_net_http3_protocol_error": "quic", "ns_error_offline": "offline",
    "ns_error_unknown_proxy_host": "proxy", "ns_error_proxy_connection_refused": "proxy", "ns_error_proxy_authentication_failed": "proxy-auth",
    "ns_error_proxy_bad_gateway": "proxy-connect", "ns_error_proxy_gateway_timeout": "proxy-connect", "ns_error_proxy_forbidden": "proxy-connect",
    "ns_error_proxy_not_implemented": "proxy-connect", "ns_error_proxy_too_many_requests": "proxy-connect", "ns_error_redirect_loop": "too-many-redirects",
    "ns_error_corrupted_content": "not-http", "ns_error_invalid_content_encoding": "content-encoding", "ns_error_port_access_not_allowed": "port-blocked",
    "ns_binding_aborted": "aborted", "ns_error_abort": "aborted", "ns_error_dom_corp_failed": "cors", "ns_error_dom_bad_uri": "cors",
    "ns_error_dom_coep_failed": "cors", "ns_error_content_blocked": "csp", "ns_error_blocked_by_policy": "blocked",
    "ns_error_malware_uri": "blocked", "ns_error_phishing_uri": "blocked", "ns_error_tracking_uri": "blocked-client", "ns_error_document_not_cached": "cache-miss",
    "ns_error_websocket_connection_refused": "websocket", "ns_error_connection_refused_with_tls": "tls", "ns_error_net_erroneous_response": "not-http",
    "sec_error_expired_certificate": "cert-expired", "sec_error_ocsp_invalid_signing_cert": "cert-revoked",
    "mozilla_pkix_error_not_yet_valid_certificate": "cert-not-yet-valid", "mozilla_pkix_error_not_yet_valid_issuer_certificate": "cert-not-yet-valid",
    "sec_error_expired_issuer_certificate": "cert-expired", "ssl_error_bad_cert_domain": "cert-name", "sec_error_unknown_issuer": "cert-unknown-ca",
    "mozilla_pkix_error_self_signed_cert": "cert-self-signed", "mozilla_pkix_error_mitm_detected": "cert-unknown-ca",
    "mozilla_pkix_error_key_pinning_failure": "cert-pin", "mozilla_pkix_error_inadequate_key_size": "cert-weak",
    "mozilla_pkix_error_ca_cert_used_as_end_entity": "cert-invalid", "mozilla_pkix_error_insufficient_certificate_transparency": "cert-invalid",
    "sec_error_untrusted_issuer": "cert-unknown-ca", "sec_error_untrusted_cert": "cert-unknown-ca", "sec_error_revoked_certificate": "cert-revoked",
    "sec_error_cert_signature_algorithm_disabled": "cert-weak", "sec_error_ca_cert_invalid": "cert-invalid", "sec_error_bad_der": "cert-invalid",
    "sec_error_bad_signature": "cert-invalid", "sec_error_inadequate_key_usage": "cert-invalid", "sec_error_inadequate_cert_type": "cert-invalid",
    "sec_error_ocsp_unknown_cert": "cert-revoked", "sec_error_ocsp_old_response": "cert-revoked", "sec_error_ocsp_future_response": "cert-revoked",
    "ssl_error_unsupported_version": "tls-version", "ssl_error_protocol_version_alert": "tls-version", "ssl_error_no_cypher_overlap": "tls-cipher",
    "ssl_error_rx_record_too_long": "tls-not-tls", "ssl_error_handshake_failure_alert": "tls-alert", "ssl_error_rx_certificate_required_alert": "client-cert",
    "ssl_error_bad_cert_alert": "client-cert", "ssl_error_unrecognized_name_alert": "tls-alert", "ssl_error_internal_error_alert": "tls-alert",
    "ssl_error_unknown_ca_alert": "tls-alert", "ssl_error_decrypt_error_alert": "tls-alert", "ssl_error_weak_server_ephemeral_dh_key": "tls-cipher",
    "ssl_error_bad_mac_read": "tls", "pr_connect_reset_error": "tls-reset", "pr_end_of_file_error": "tls-closed", "pr_connect_refused_error": "refused",
    "pr_io_timeout_error": "timeout", "pr_connect_aborted_error": "aborted", "ssl_error_no_certificate": "client-cert", "ssl_error_handshake_not_completed": "tls-closed",
}  # fmt: skip
"""Firefox's (Necko's and NSS's) names; names not listed go by their beginning."""

NODE: dict[str, str] = {
    "enotfound": "dns", "eai_again": "dns", "eai_nodata": "dns", "eai_noname": "dns", "edns": "dns", "econnrefused": "refused", "econnreset": "reset", "econnaborted": "aborted",
    "ehostunreach": "unreachable", "enetunreach": "unreachable", "ehostdown": "unreachable", "enetdown": "unreachable", "eaddrnotavail": "unreachable",
    "etimedout": "connect-timeout", "esockettimedout": "response-timeout", "epipe": "closed", "eproto": "tls",
    "und_err_connect_timeout": "connect-timeout", "und_err_headers_timeout": "response-timeout", "und_err_body_timeout": "response-timeout",
    "und_err_headers_overflow": "headers-too-large", "und_err_socket": "closed", "und_err_aborted": "aborted", "und_err_res_content_length_mismatch": "truncated",
    "und_err_res_exceeded_max_size": "other", "hpe_header_overflow": "headers-too-large", "err_fr_too_many_redirects": "too-many-redirects",
    "err_bad_response": "http-error", "err_bad_request": "http-error", "err_canceled": "aborted", "err_socket_connection_timeout": "connect-timeout",
    "cert_has_expired": "cert-expired", "cert_not_yet_valid": "cert-not-yet-valid", "err_tls_cert_altname_invalid": "cert-name",
    "depth_zero_self_signed_cert": "cert-self-signed", "self_signed_cert_in_chain": "cert-unknown-ca", "unable_to_verify_leaf_signature": "cert-no-issuer",
    "unable_to_get_issuer_cert_locally": "cert-no-issuer", "unable_to_get_issuer_cert": "cert-no-issuer", "cert_revoked": "cert-revoked",
    "cert_untrusted": "cert-unknown-ca", "cert_rejected": "cert-invalid", "cert_signature_failure": "cert-invalid", "invalid_purpose": "cert-invalid",
    "invalid_ca": "cert-invalid", "path_length_exceeded": "cert-invalid", "cert_chain_too_long": "cert-invalid", "hostname_mismatch": "cert-name",
    "err_ssl_wrong_version_number": "tls-not-tls", "err_ssl_packet_length_too_long": "tls-not-tls", "err_ssl_tlsv1_alert_protocol_version": "tls-version",
    "err_ssl_unsupported_protocol": "tls-version", "err_ssl_no_protocols_available": "tls-version", "err_ssl_version_too_low": "tls-version",
    "err_ssl_sslv3_alert_handshake_failure": "tls-alert", "err_ssl_ssl/tls_alert_handshake_failure": "tls-alert",
    "err_ssl_tlsv13_alert_certificate_required": "client-cert", "err_ssl_tlsv1_alert_unknown_ca": "tls-alert", "err_ssl_dh_key_too_small": "tls-cipher",
    "err_ssl_ca_md_too_weak": "cert-weak", "err_ssl_ee_key_too_small": "cert-weak", "err_http2_stream_error": "http2", "err_http2_session_error": "http2",
    "err_http2_goaway_session": "http2", "err_tls_handshake_timeout": "tls-timeout", "err_stream_premature_close": "truncated", "err_invalid_protocol": "other",
    "z_data_error": "content-encoding", "z_buf_error": "content-encoding",
}  # fmt: skip
"""Node's error codes (libuv, undici, OpenSSL through node:tls, axios); HPE_* is not-http."""

_CERTIFICATES: tuple[Row, ...] = (
    Row("cert-not-yet-valid", ("certificatenotyetvalidexception", "certificate is not yet valid", "certificate not yet valid", "cert_not_yet_valid", "has not yet become valid", "certificate is not yet active", "certificate has not been activated", "server certificate not activated"), 9),
    Row("cert-expired", ("certificateexpiredexception", "certificate has expired", "certificate expired", "cert_has_expired", "expired certificate", "certificate expired at", "issued certificate has expired", "server certificate expired", "certificate is expired"), 10),
    Row("cert-date", ("certificate has expired or is not yet valid", "cert_e_expired", "0x800b0101", "errors in the certificate chain: nottimevalid", "nottimevalid", "validity check failed", "failed validity check", "certificate is outside its validity", "sec_e_cert_expired", "0x80090328", "winhttp_callback_status_flag_cert_date_invalid", "error_winhttp_secure_cert_date_invalid")),
    Row("cert-name", ("upstream ssl certificate does not match", "verify cert failed: verify san list", "no alternative certificate subject name matches", "does not match target host name", "hostname mismatch", "hostname/ip does not match", "doesn't match either of", "err_tls_cert_altname_invalid", "no subject alternative dns name matching", "no subject alternative names matching ip address", "no subject alternative names present", "no name matching", "certificate common name doesn't match", "common name does not match", "certificate is not valid for", "doesn't match requested host name", "certificate is valid for", "doesn't contain any ip sans", "certificate is not valid for any names", "certificate relies on legacy common name", "remotecertificatenamemismatch", "ip address mismatch", "cert_e_cn_no_match", "0x800b010f", "unable to match the requested domain name", "certificate verify failed (hostname mismatch", "hostname doesn't match", "sslpeerunverifiedexception: hostname", "the certificate's owner does not match", "certificate's owner does not match", "certificate subject name does not match", "server certificate does not match", "sec_e_wrong_principal", "0x80090322", "error_winhttp_secure_cert_cn_invalid", "subject name does not match"), 62),
    Row("cert-pin", ("public key does not match pinned public key", "certificate pinning failure", "pinned public key", "server public key does not match pinned")),
    Row("cert-revoked", ("certificate revoked", "certificate has been revoked", "cert_revoked", "certificaterevokedexception", "certificate is revoked", "errors in the certificate chain: revoked", "crypt_e_revoked", "0x80092010", "revocationstatusunknown", "unable to check revocation", "crypt_e_revocation_offline", "0x80092013", "0x80092012", "crypt_e_no_revocation_check", "unable to get certificate crl", "unable to determine revocation status", "revocation status is unknown", "offlinerevocation"), 23),
    Row("cert-unknown-ca", ("self-signed certificate in certificate chain", "self signed certificate in certificate chain", "self_signed_cert_in_chain", "self-signed certificate in chain", "self signed certificate in chain"), 19),
    Row("cert-self-signed", ("depth_zero_self_signed_cert", "self-signed certificate encountered", "self-signed certificate", "self signed certificate", "self-signed leaf"), 18),
    Row("cert-no-issuer", ("unable to get local issuer certificate", "unable to get issuer certificate", "unable to locally verify the issuer", "unable_to_get_issuer_cert"), 20),
    Row("cert-no-issuer", ("unable to verify the first certificate", "unable_to_verify_leaf_signature", "unable to verify leaf signature"), 21),
    Row("cert-no-issuer", ("partialchain", "cert_e_chaining", "0x800b010a")),
    Row("cert-unknown-ca", ("certificate signed by unknown authority", "signed by unknown authority", "pkix path building failed", "unable to find valid certification path", "suncertpathbuilderexception", "untrustedroot", "untrusted root certificate", "certificate verify failed (unable to get local", "certificate is not trusted", "peer's certificate issuer is unknown", "certificate hasn't got a known issuer", "peer's certificate issuer has been marked as not trusted", "certificate authority is not trusted", "issuer certificate is invalid", "cert_e_untrustedroot", "0x800b0109", "sec_e_untrusted_root", "0x80090325", "trust anchor for certification path not found", "unknown ca certificate", "ca cert error", "error setting certificate verify locations", "error setting certificate file", "error adding trust anchors", "trustanchors parameter must be non-empty", "problem with the ssl ca cert", "the certificate issuer is unknown", "issued by an unknown", "signature could not be verified, issuer", "certificate is not standards compliant", "certificate chain too long", "unknownissuer", "error_winhttp_secure_invalid_ca")),
    Row("cert-weak", ("ee certificate key too weak", "ee key too small", "ca certificate key too weak", "ca key too small", "ca signature digest algorithm too weak", "ca md too weak", "key too small", "insecure algorithm sha1", "md5 with rsa", "algorithm constraints check failed", "certificates do not conform to algorithm constraints", "weak signature"), 66),
    Row("cert-invalid", ("unsuitable certificate purpose", "unsupported certificate purpose", "extended key usage does not permit", "incompatible key usage", "keyusage does not allow", "invalid ca certificate", "invalid_ca", "path length constraint exceeded", "too many intermediates", "name constraint", "not authorized to sign other certificates", "certificate signature failure", "signature check failed", "notsignaturevalid", "explicitdistrust", "notvalidforusage", "unhandled critical extension", "missing authority key identifier", "basic constraints of ca cert not marked critical", "ca cert does not include key usage extension")),
)  # fmt: skip

_CLIENT_CERT: tuple[Row, ...] = (
    Row("client-cert", ("no required ssl certificate was sent", "client didn't provide a certificate", "tls: client didn't provide", "peer did not return a certificate", "could not load pem client certificate", "unable to set private key file", "problem with the local ssl certificate", "client certificate required", "err_ssl_client_auth_cert_needed", "error_winhttp_client_auth_cert_needed", "unable to load client cert", "client sent no required ssl certificate", "client ssl certificate verify error", "the ssl certificate error", "key values mismatch", "certificate and private key do not match", "private key does not match public key", "peer certificate cannot be authenticated with given ca certificates (client)")),
)  # fmt: skip

_TLS: tuple[Row, ...] = (
    Row("tls-plain-http", ("server gave http response to https client", "http request was sent to https port", "client sent an http request to an https server")),
    Row("tls-not-tls", ("wrong version number", "wrong_version_number", "unsupported or unrecognized ssl message", "unrecognized ssl message, plaintext connection", "first record does not look like a tls handshake", "packet length too long", "packet_length_too_long", "record layer failure", "record_layer_failure", "routines::http request", ":http request", "[ssl: http_request]", ":unknown protocol", "rx_record_too_long", "cannot determine the frame size or a corrupted frame was received", "received an unexpected eof or 0 bytes from the transport stream (not tls)", "an unexpected tls packet was received", "unknown_protocol", "bad record type", "oversized record received", "httpconnectionerror: not ssl")),
    Row("tls-version", ("::unsupported protocol", ":unsupported protocol", "unsupported_protocol", "legacy sigalg disallowed", "no protocols available", "version too low", "version_too_low", "server selected unsupported protocol version", "no supported versions satisfy minversion", "tls: client offered only unsupported versions", "the server selected protocol version", "is not accepted by client preferences", "no appropriate protocol", "protocol is disabled or cipher suites are inappropriate", "client and server cannot communicate, because they do not possess a common algorithm", "inappropriate fallback", "ssl version not supported", "unsupported ssl protocol", "protocol version mismatch", "wrong ssl version", "protocol_version", "err_ssl_version_or_cipher_mismatch")),
    Row("tls-cipher", ("no shared cipher", "no_shared_cipher", "no ciphers available", "no_ciphers_available", "no cipher suites in common", "no cipher suite supported by both", "no cipher match", "dh key too small", "dh_key_too_small", "couldn't use specified ssl cipher", "unsafe legacy renegotiation disabled", "unsafe_legacy_renegotiation_disabled", "cipher suite mismatch", "sec_e_algorithm_mismatch", "wrong cipher returned", "no shared group", "unsupported elliptic curve")),
    Row("tls-timeout", ("tls handshake timeout", "ssl connection timeout", "ssl connection timed out", "handshake operation timed out", "_ssl.c: the handshake operation timed out", "handshake timed out", "ssl handshake timeout", "err_tls_handshake_timeout", "tls handshake timed out", "timeout during ssl handshake", "ssl handshaking timed out")),
    Row("tls-reset", ("client network socket disconnected before secure tls connection was established", "openssl ssl_connect: connection reset by peer", "openssl ssl_connect: connection was reset", "connection reset by peer during tls", "connection reset by peer during ssl", "openssl ssl_connect: ssl_error_syscall", "ssl_connect: ssl_error_syscall", "gnutls_handshake() failed: error in the pull function")),
    Row("tls-closed", ("unexpected eof while reading", "eof occurred in violation of protocol", "sslzeroreturnerror", "remote host terminated the handshake", "remote host closed connection during handshake", "peer closed connection in ssl handshake", "the tls connection was non-properly terminated", "ssl handshake aborted", "received an unexpected eof or 0 bytes from the transport stream", "authentication failed because the remote party has closed the transport stream", "authentication failed because the remote party sent a tls alert", "bio_read: eof", "unexpected_eof_while_reading", "ssleoferror", "connection closed during handshake", "tls handshake eof", "openssl ssl_connect: ssl_error_zero_return", "closed the connection during the tls handshake", "tlsfatalalert", "gnutls_handshake() failed: the tls connection was non-properly terminated")),
    Row("tls-alert", ("received alert number", "ssl alert number", "received fatal alert", "remote error: tls:", "alert received", "a tls fatal alert has been received", "fatal alert"), sender="server"),
    Row("cert-invalid", ("certificate verify failed", "certificate_verify_failed", "pkix path validation failed", "certpathvalidatorexception", "failed to verify certificate", "remote certificate is invalid", "remotecertificatechainerrors", "remote certificate was rejected", "ssl certificate problem", "cannot verify", "x509:", "peer certificate cannot be authenticated", "server certificate verification failed", "sslcertverificationerror", "certificateexception", "invalid peer certificate", "error_winhttp_secure_failure", "sec_error_", "bad certificate")),
    Row("tls", ("sslhandshakeexception", "handshake_failure", "handshake failure", "tls connect error", "ssl connect error", "ssl connection could not be established", "could not create ssl/tls secure channel", "could not establish trust relationship", "security.authentication.authenticationexception", "ssl: tlsv1", "[ssl: ", "ssl_do_handshake() failed", "openssl ssl_connect", "ssl_error_", "bad decrypt", "bad record mac", "decryption failed or bad record mac", "sslerror", "sslexception", "ssl handshake failed", "tls handshake failed", "tls handshake error", "schannel:", "gnutls_handshake", "unable to establish ssl connection", "ssl routines", "error:0a000", "error:14"), phase="tls"),
)  # fmt: skip

_PROXY: tuple[Row, ...] = (
    Row("proxy-auth", ("407 proxy authentication required", "proxy authentication required", "received http code 407 from proxy", "connect tunnel failed, response 407", "tunnel connection failed: 407", "err_proxy_auth", "proxy auth required", "proxy_authentication_required", "proxy auth using", "proxyauthenticationrequired", "(407) proxy", "\"http/1.1 407", "unexpected proxy response: 407"), sender="proxy"),
    Row("proxy-connect", ("connect tunnel failed, response", "received http code", "proxy tunnel request to", "tunnel connection failed:", "unable to tunnel through proxy", "proxy connect aborted", "proxy tunneling failed", "statuscode '403' from proxy", "the proxy tunnel request to proxy", "cannot connect to proxy tunnel", "tunneling socket could not be established", "could not connect via proxy", "connect request to proxy failed", "proxy connect failed", "http code from proxy"), sender="proxy"),
    Row("proxy", ("could not resolve proxy", "couldn't resolve proxy", "proxyconnect tcp", "cannot connect to proxy", "unable to connect to proxy", "proxyerror", "proxyconnectionerror", "clientproxyconnectionerror", "socks5 connection", "socks proxy", "socks: ", "socks5:", "proxy handshake error", "err_proxy_connection_failed", "can't connect to socks", "unsupported proxy syntax", "cannot complete socks", "connection to proxy closed", "bad proxy", "connection to proxy failed", "failed to connect to proxy", "proxy connection failed", "socksexception", "the proxy server did not respond")),
    Row("pac", ("pac script", "proxy auto-config", "proxy.pac", "wpad.dat", "autoproxy failed", "error_winhttp_autodetection_failed", "error_winhttp_unable_to_download_script", "error_winhttp_bad_auto_proxy_script")),
)  # fmt: skip

_NETWORK: tuple[Row, ...] = (
    Row("dns", ("could not resolve host", "couldn't resolve host", "0x2af9", "(12007)", "resolving timed out", "name or service not known", "nodename nor servname provided", "temporary failure in name resolution", "no address associated with hostname", "getaddrinfo failed", "getaddrinfo enotfound", "getaddrinfo eai_again", "nameresolutionerror", "failed to resolve '", "gaierror", "unknownhostexception", "unknown host", "no such host is known", "no such host", "server misbehaving", "unable to resolve host", "unresolvedaddressexception", "could not be resolved", "name does not resolve", "nxdomain", "servfail", "unable to resolve", "dns lookup failure", "dns lookup failed", "dns resolution failed", "dns error", "dns_error", "the remote name could not be resolved", "error_winhttp_name_not_resolved", "failed to lookup address information", "[errno -2]", "[errno -3]", "[errno 11001]", "[errno 8] nodename", "clientconnectordnserror", "name_not_resolved", "resolving host timed out", "no answer from dns", "lookup failed for")),
    Row("dns", ("host not found",), whole=True),
    Row("unreachable", ("no route to host", "network is unreachable", "host is unreachable", "host unreachable", "noroutetohostexception", "a socket operation was attempted to an unreachable", "[errno 113]", "[errno 101]", "[errno 51]", "[errno 65]", "ehostunreach", "enetunreach", "network unreachable", "cannot assign requested address", "can't assign requested address", "winerror 10051", "winerror 10065")),
    Row("connect-timeout", ("connectexception: connection timed out", "connectexception: operation timed out")),
    Row("refused", ("connection refused", "connection was refused", "actively refused it", "econnrefused", "connectionrefusederror", "[errno 111]", "[errno 61]", "[winerror 10061]", "err_connection_refused", "connect() failed (111", "connectexception: connection refused", "failed: connection refused")),
    Row("connect-timeout", ("failed: connection timed out", "[errno 60] connect call failed", "[errno 110] connect call failed", "connect timed out", "connection timed out after", "connecttimeout", "connecttimeouterror", "connection timeout", "connect timeout", "connecttimeoutexception", "httpconnecttimeoutexception", "dial tcp: i/o timeout", "connect: connection timed out", "connect: operation timed out", "i/o timeout (connect)", "timeout while connecting", "und_err_connect_timeout", "failed to establish a new connection: [errno 110]", "connection timed out: connect", "[winerror 10060]", "connection attempt failed because the connected party did not properly respond", "connectionattempttimeout", "serverdisconnectedtimeout(connect)", "connect etimedout", "trying to connect: timed out", "[errno 110] connection timed out", "[errno 60] operation timed out", "failed to connect (timed out)", "connectiontimeouterror")),
    Row("", ("lock wait timeout exceeded", "due to statement timeout", "connection is not available, request timed out", "obtaining a connection from the pool", "not present in metadata after", "queuepool limit of", "timeout: pool is exhausted", "timed out fetching a new connection from the connection pool", "harakiri on worker", "worker timeout (pid:", "execution timed out (")),
    Row("response-timeout", ("(12002)", "timeout awaiting response headers", "client.timeout exceeded while awaiting headers", "client.timeout or context cancellation while reading body", "read timed out", "readtimeout", "readtimeouterror", "httptimeoutexception", "request timed out", "und_err_headers_timeout", "und_err_body_timeout", "headers timeout error", "body timeout error", "with 0 bytes received", "with 0 out of 0 bytes received", "operation timed out after", "operation too slow", "esockettimedout", "the request was canceled due to the configured httpclient.timeout", "sockettimeoutexception", "servertimeouterror", "upstream timed out", "timeout of", "error_winhttp_timeout", "taskcanceledexception: the request was canceled", "read: operation timed out", "timeout on reading data from socket", "deadline_exceeded", "response timed out", "(70007)the timeout specified has expired", "timeout: the read operation timed out", "the read operation timed out", "pooltimeout")),
    Row("truncated", ("typeerror: terminated", "connection closed at byte")),
    Row("empty", ("empty reply from server", "remotedisconnected", "remote end closed connection without response", "server disconnected without sending a response", "server disconnected", "serverdisconnectederror", "unexpected end of file from server", "other side closed", "socket hang up", "no data received", "err_empty_response", "nohttpresponseexception", "failed to respond", "prematurely closed connection while reading response header", "end of file at first read", "badstatusline(\"''\")", "server closed connection without", "the server returned an invalid or unrecognized response (empty)", "error reading status line from remote server", "error_winhttp_connection_error", "(20014)internal error", "the response ended prematurely. (responseended)", "server closed idle connection", "stream closed before receiving a response", "unexpected end of stream on http", "end of file reached (eoferror)")),
    Row("truncated", ("incompleteread", "chunkedencodingerror", "invalidchunklength", "transfer closed with", "outstanding read data remaining", "peer closed connection without sending complete message body", "received 0 bytes, expected", "unexpected eof", "premature eof", "premature end of content-length", "premature end of chunk", "fixed content-length", "bytes received:", "chunked transfer encoding, state", "connectionclosedexception", "error: aborted\n", "error: aborted ", "truncatedchunkexception", "malformedchunkcodingexception", "prematurely closed connection while reading upstream", "response ended prematurely", "httpioexception: the response ended prematurely", "content-length mismatch", "contentlengtherror", "contentlengtherror:", "payload is not completed", "clientpayloaderror", "transferencodingerror", "transfer closed", "body ended prematurely", "incomplete_chunked_encoding", "incomplete chunk", "err_content_length_mismatch", "unable to read data from the transport connection", "illegal chunked encoding", "invalid chunk", "missing cr", "error reading from remote server", "the request or response body was truncated", "aborted by server during body", "closed connection - not all bytes", "err_stream_premature_close", "premature close", "terminated: other side closed", "typeerror: terminated", "chunk hex-length char not a hex digit")),
    Row("not-http", ("cannot parse http response", "bad http response line", "badstatusline", "http/0.9 when not allowed", "received http/0.9", "malformed http status code", "malformed http response", "malformed http version", "malformed mime header", "illegal status line", "invalid http response", "invalid status line", "invalid http status line", "hpe_invalid", "parse error: expected http", "httpparsererror", "response does not match the http/1.1 protocol", "invalid http version", "the server committed a protocol violation", "weird server reply", "remoteprotocolerror: illegal", "invalid header line", "invalid http header", "hpe_cb", "hpe_unexpected", "unsupported http version", "protocolexception", "clientprotocolexception", "the server did not respond with a valid http response", "received an invalid status line", "received an invalid header", "upstream sent invalid header", "upstream sent no valid http", "badhttpmessage", "malformed reply from socks", "upstream_reset_before_response_started{protocol_error", "error_winhttp_invalid_server_response", "badhttpresponse", "unsolicited response", "invalid character in chunk size", "invalid content-length", "duplicate content-length")),
    Row("headers-too-large", ("got more than 100 headers", "got more than 65536 bytes", "too large response headers", "headers overflow", "hpe_header_overflow", "response headers exceeded", "server response headers exceeded", "too big header", "linetoolong", "response header too large", "maximum response header", "the http response headers length exceeded", "messageconstraintexception", "header size exceeded", "response_headers_too_big", "content_too_large_headers", "header value too long", "upstream sent too big header")),
    Row("too-many-redirects", ("toomanyredirects", "exceeded 30 redirects", "exceeded maximum allowed redirects", "redirect count exceeded", "redirects followed", "redirected too many times", "stopped after 10 redirects", "too many redirects", "redirect error that would lead to an infinite loop", "max redirects exceeded", "maximum number of redirects exceeded", "redirections exceeded", "maximum automatic redirections", "server redirected too many times", "circular redirect", "maximum redirects", "redirectexception: maximum", "err_fr_too_many_redirects", "maxredirectsexceeded", "redirect loop")),
    Row("http2", ("http/2 stream", "http2 framing layer", "stream was not closed cleanly", "http2streamerror", "stream error: stream id", "streamreset", "connectionterminated", "rst_stream", "nghttp2", "goaway", "err_http2_protocol_error", "http2_protocol_error", "http/2 connection", "http2: server sent goaway", "http2: client connection lost", "remote peer returned unexpected data while we expected settings frame", "http/2 framing", "enhance_your_calm", "http2exception", "received rst_stream", "streamclosederror", "http2connectionexception", "http/2 error")),
    Row("quic", ("quic_network_idle_timeout", "quic handshake", "http/3 stream", "quic protocol", "quic_protocol_error", "ngtcp2", "quic error", "quicexception")),
    Row("content-encoding", ("unrecognized content encoding", "unrecognized or bad http content or transfer-encoding", "error while processing content unencoding", "contentdecodingerror", "decodingerror", "received response with content-encoding", "failed to decode it", "error -3 while decompressing", "not in gzip format", "gzip: invalid header", "flate: corrupt input", "incorrect header check", "invalid block type", "zlib: invalid header", "content_decoding_failed", "the magic number in gzip header is not correct", "found invalid data while decoding", "error decoding response body", "z_data_error", "brotli: decoder", "failed writing received data to disk/application (decoding)")),
    Row("offline", ("internet connection appears to be offline", "err_internet_disconnected", "network is down", "[errno 50]", "enetdown", "no internet", "network connection was lost", "navigator.online false")),
    Row("reset", ("connection reset by peer", "connection was reset", "connection reset", "econnreset", "connectionreseterror", "[errno 104]", "[errno 54]", "forcibly closed by the remote host", "[winerror 10054]", "recv failure", "httpx.readerror", "httpcore.readerror", "connection reset without closing handshake", "an existing connection was forcibly closed", "recv() failed (104")),
    Row("empty", ("http/1.1 header parser received no bytes", "eof reached while reading")),
    Row("timeout", ("aborted due to timeout",)),
    Row("aborted", ("aborterror", "the user aborted a request", "this operation was aborted", "request aborted", "operation was aborted", "operation was canceled", "context canceled", "request canceled", "connectionabortederror", "software caused connection abort", "[winerror 10053]", "err_canceled", "canceled by user", "clientabortexception", "cancelederror", "operationcanceledexception")),
    Row("refused", ("java.net.connectexception",)),
    Row("closed", ("server closed connection", "broken pipe", "connection closed by", "connection was closed", "connection closed", "connection unexpectedly closed", "the underlying connection was closed", "socket closed", "closed network connection", "closedchannelexception", "epipe", "send failure", "http: server closed", "remote peer closed", "the connection was aborted", "connection lost", "closed by the remote", "connection prematurely closed", "prematurely closed", "prematurecloseexception")),
    Row("timeout", ("curl: (28)", "timeouterror", "timed out", "i/o timeout", "timeoutexception", "context deadline exceeded", "client.timeout exceeded", "timeout was reached", "deadline exceeded", "etimedout", "timeout has occurred", "operation timeout", "timeout expired", "timeout error", "the operation has timed out", "asyncio.exceptions.timeouterror", "idle timeout", "net::err_timed_out", "timeout exceeded")),
    Row("refused", ("couldn't connect to server", "could not connect to server", "failed to connect to", "error_winhttp_cannot_connect")),
)  # fmt: skip

_BROWSER: tuple[Row, ...] = (
    Row("cors", ("has been blocked by cors policy", "cross-origin request blocked", "cors request did not succeed", "cors header", "cors preflight", "corsmissingalloworigin", "origin is not allowed by access-control", "cross-origin resource-policy", "cross-origin-resource-policy", "not allowed by access-control-allow", "blocked by cors")),
    Row("csp", ("content security policy", "content-security-policy", "violates the following content security", "blocked:csp", "err_blocked_by_csp")),
    Row("mixed-content", ("mixed content", "mixed-content", "blocked loading mixed active content")),
    Row("blocked-client", ("err_blocked_by_client", "blocked by client", "blocked by the client")),
    Row("port-blocked", ("err_unsafe_port", "this address is restricted", "port access not allowed", "bad port")),
    Row("mime", ("refused to execute script from", "refused to apply style from", "mime type (", "strict mime type checking", "disallowed mime type", "blocked because of a disallowed mime", "non-javascript mime type")),
    Row("websocket", ("websocket: bad handshake", "websocket connection to", "error during websocket handshake", "websocket handshake", "websocket is closed before", "can't establish a connection to the server at ws", "unexpected server response:", "invalidstatuscode: server rejected websocket", "wsservererror", "websocketexception", "invalidhandshake")),
)  # fmt: skip

_HTTP_STATUS: tuple[Row, ...] = (
    Row("http-error", ("http error 4", "http error 5", "error responses')", "status code 4", "status code 5", "status code: 4", "status code: 5", "the requested url returned error:", "server returned http response code:", "response status code does not indicate success", "client error:", "client error '", "server error '", "server error:", "the remote server returned an error:", "httpstatuserror", "httpclienterrorexception", "httpservererrorexception", "clientresponseerror", "bad response status", "error_winhttp_http_error", "webclientresponseexception", "feignexception", "unexpected status code", "unexpected response code")),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*_BROWSER[:4], *_PROXY, *_alert_rows(), *_CLIENT_CERT, *_CERTIFICATES, *_TLS[:7], *_NETWORK[:1], *_NETWORK[1:], *_BROWSER[4:], *_HTTP_STATUS, *_TLS[7:])
"""Every wording, strongest first."""

CLIENTS: tuple[tuple[str, str], ...] = (
    ("net::err_", "chrome"), ("ns_error_", "firefox"), ("ns_binding", "firefox"), ("sec_error_", "firefox"), ("mozilla_pkix", "firefox"), ("ssl_error_", "firefox"), ("networkerror when attempting", "firefox"),
    ("curl: (", "curl"), ("java.net.", "java"), ("javax.net.", "java"), ("sun.security.", "java"), ("java.io.", "java"), ("java.security.", "java"), ("org.apache.http", "java"), ("okhttp3.", "java"),
    ("system.net.", "dotnet"), ("system.security.", "dotnet"), ("system.io.", "dotnet"), ("system.threading.tasks", "dotnet"),
    ("dial tcp", "go"), ("x509: ", "go"), ("net/http:", "go"), ("remote error: tls", "go"), ("proxyconnect tcp", "go"), ("http2: ", "go"), ("\": eof", "go"), ("(client.timeout", "go"),
    ("_ssl.c", "python"), ("urllib3", "python"), ("requests.exceptions", "python"), ("httpx.", "python"), ("httpcore.", "python"), ("http.client.", "python"), ("aiohttp.", "python"), ("urlopen error", "python"), ("traceback (most recent", "python"), ("[errno ", "python"),
    ("und_err_", "node"), ("code: 'e", "node"), ("code: 'hpe_", "node"), ("undici", "node"), ("node:internal", "node"), ("axioserror", "node"), ("fetcherror", "node"), ("getaddrinfo enotfound", "node"), ("connect econnrefused", "node"), ("socket hang up", "node"), ("write eproto", "node"),
    ("wget:", "wget"), ("to connect to ", "other"), ("openssl", "openssl"), ("verify error:num", "openssl"), ("ssl routines", "openssl"), ("has been blocked by cors policy", "chrome"), ("cross-origin request blocked", "firefox"),
)  # fmt: skip
"""What betrays a client, strongest first."""

VERIFY: dict[int, str] = {
    2: "cert-no-issuer", 3: "cert-revoked", 4: "cert-invalid", 5: "cert-revoked", 6: "cert-invalid", 7: "cert-invalid", 8: "cert-revoked", 9: "cert-not-yet-valid",
    10: "cert-expired", 11: "cert-revoked", 12: "cert-revoked", 13: "cert-invalid", 14: "cert-invalid", 18: "cert-self-signed", 19: "cert-unknown-ca",
    20: "cert-no-issuer", 21: "cert-no-issuer", 22: "cert-invalid", 23: "cert-revoked", 24: "cert-invalid", 25: "cert-invalid", 26: "cert-invalid",
    27: "cert-unknown-ca", 28: "cert-invalid", 29: "cert-invalid", 30: "cert-invalid", 31: "cert-invalid", 32: "cert-invalid", 33: "cert-revoked", 34: "cert-invalid",
    47: "cert-invalid", 62: "cert-name", 63: "cert-name", 64: "cert-name", 65: "cert-invalid", 66: "cert-weak", 67: "cert-weak", 68: "cert-weak", 79: "cert-invalid",
}  # fmt: skip
"""OpenSSL's verify codes (openssl-verification-options(1)) as error kinds."""
