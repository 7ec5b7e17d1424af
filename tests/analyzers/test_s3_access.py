"""S3 server access logs become exchanges with both ids that AWS support asks for."""

from analyzers.s3_access import analyzer

LINE = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be my-bucket [23/Nov/2026:08:28:35 +0000] 192.0.2.3 arn:aws:iam::123456789012:user/bob 3E57427F3EXAMPLE REST.GET.OBJECT photos/a.jpg "GET /photos/a.jpg HTTP/1.1" 403 AccessDenied 243 - 7 - "-" "aws-cli/2.0" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader my-bucket.s3.amazonaws.com TLSv1.2\n'


def test_it_is_recognised(sure):
    assert sure(analyzer, LINE) >= 95
    assert sure(analyzer, LINE[80:]) == 0


def test_error_operation_and_both_ids_are_told(records):
    (exchange,) = records(analyzer, LINE)
    assert (exchange.get("response.status"), exchange.get("log.error_reason"), exchange.get("log.operation"), exchange.get("log.bucket")) == (403, "AccessDenied", "REST.GET.OBJECT", "my-bucket")
    assert exchange.get("correlation.names") == ("x-amz-request-id", "x-amz-id-2")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LINE * 2)
