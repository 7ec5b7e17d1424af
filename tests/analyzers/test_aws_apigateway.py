"""API Gateway access logs become exchanges with the integration's and the authorizer's error."""

import json

from analyzers.aws_apigateway import analyzer

ENTRY = {"requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "extendedRequestId": "Dkp0SGqFoAMFk9A=", "ip": "192.0.2.7", "requestTime": "23/Nov/2026:08:28:35 +0000", "httpMethod": "GET", "resourcePath": "/orders", "status": "504", "protocol": "HTTP/1.1", "responseLength": "41", "integrationErrorMessage": "Endpoint request timed out", "responseLatency": "29003"}
LOG = json.dumps(ENTRY) + "\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 90
    assert sure(analyzer, '{"requestId": "x", "level": "info"}\n') == 0


def test_status_error_and_ids_are_told(records):
    (exchange,) = records(analyzer, LOG)
    assert (exchange.get("response.status"), exchange.get("request.url.path"), exchange.get("log.error_reason"), exchange.get("timing.total_ms")) == (504, "/orders", "Endpoint request timed out", 29003.0)
    assert exchange.get("correlation.ids") == ("x-amzn-requestid=c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "x-amz-apigw-id=Dkp0SGqFoAMFk9A=")


def test_an_http_api_names_its_route(records):
    (exchange,) = records(analyzer, json.dumps({"requestId": "abcd1234", "routeKey": "POST /pay", "status": 401, "authorizerError": "The token has expired"}) + "\n")
    assert (exchange.get("request.method"), exchange.get("request.url.path"), exchange.get("log.authorizer_error")) == ("POST", "/pay", "The token has expired")


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG * 2)
