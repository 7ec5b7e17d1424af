"""JOSE objects (JWS, JWE, JWK, JWT) read totally: every oddity is recorded, nothing is trusted, nothing is fetched."""
