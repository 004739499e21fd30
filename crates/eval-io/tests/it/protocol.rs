//! What is sent: addresses, headers, bodies; and answers in every form.

use std::sync::Arc;

use runlore_eval::judges::{ChatModel as _, ChatRequest};
use runlore_eval_io::{Azure, OpenAi, Prices, Secret, Settings};
use serde_json::{Value, json};

use crate::server::{KEY, Reply, Server, error, ok};
use crate::{ask, ask_one};

#[test]
fn a_chat_is_sent_as_the_api_wants_it() {
    let server = Server::new(|_| ok("Hé"));
    let settings = Settings {
        organization: Some("org".to_owned()),
        headers: vec![("x-gateway".to_owned(), Secret::new("g"))],
        prices: Some(Prices { input: 1.0, output: 5.0 }),
        ..server.settings()
    };
    let request = ChatRequest::new()
        .message("system", "s")
        .message("user", "u")
        .parameter("temperature", 0.5)
        .parameter("top_p", Value::Null)
        .parameter("response_format", json!({"type": "json_object"}));
    let reply = ask(&OpenAi::new(settings).unwrap(), &[request]).remove(0).unwrap();
    assert_eq!((reply.text.as_str(), reply.model.as_str()), ("Hé", "served"));
    assert_eq!((reply.prompt_tokens, reply.completion_tokens, reply.cost), (Some(10), Some(2), Some(2e-5)));
    assert!(reply.latency > 0.0 && reply.latency < 5.0 && !reply.is_cached);
    let sent = server.requests().remove(0);
    assert_eq!(sent.path, "/v1/chat/completions");
    assert!(sent.headers.contains(&format!("authorization: Bearer {KEY}\r\n")), "{}", sent.headers);
    assert!(sent.headers.contains("openai-organization: org\r\n") && sent.headers.contains("x-gateway: g\r\n"));
    let messages = json!([{"role": "system", "content": "s"}, {"role": "user", "content": "u"}]);
    let format = json!({"type": "json_object"});
    assert_eq!(sent.body, json!({"model": "m", "messages": messages, "temperature": 0.5, "response_format": format}));
}

#[test]
fn azure_is_asked_in_its_own_way() {
    let server = Server::new(|_| ok("yes"));
    let azure = |is_token| Azure { deployment: Some("d".to_owned()), api_version: "v".to_owned(), is_token };
    for is_token in [false, true] {
        let base_url = format!("http://{}", server.address());
        let settings = Settings { base_url, azure: Some(azure(is_token)), ..server.settings() };
        ask_one(&OpenAi::new(settings).unwrap()).unwrap();
    }
    let sent = server.requests();
    assert_eq!(sent[0].path, "/openai/deployments/d/chat/completions?api-version=v");
    assert!(sent[0].headers.contains(&format!("api-key: {KEY}\r\n")) && !sent[0].headers.contains("authorization"));
    assert!(sent[1].headers.contains(&format!("authorization: Bearer {KEY}\r\n")));
}

#[test]
fn a_stream_is_collected() {
    let server = Server::new(|request| {
        if request.body["stream"] != true {
            return error(400, "", "no stream");
        }
        let events = [
            json!({"model": "served", "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]}),
            json!({"choices": [{"index": 0, "delta": {"content": "Hé"}}]}),
            json!({"choices": [{"index": 0, "delta": {"content": "llo"}, "finish_reason": "stop"}]}),
            json!({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}),
        ];
        let mut text: Vec<u8> = events.iter().flat_map(|event| format!("data: {event}\n\n").into_bytes()).collect();
        text.extend_from_slice(b"data: [DONE]\n\n");
        // Pieces end within events and within letters.
        Reply::Pieces(200, "text/event-stream", text.chunks(7).map(<[u8]>::to_vec).collect())
    });
    let request = ChatRequest::new().message("user", "u").parameter("stream", true);
    let reply = ask(&server.model(), &[request]).remove(0).unwrap();
    assert_eq!((reply.text.as_str(), reply.finish_reason.as_deref()), ("Héllo", Some("stop")));
    assert_eq!((reply.prompt_tokens, reply.completion_tokens), (Some(3), Some(2)));
    assert_eq!(server.requests()[0].body["stream_options"], json!({"include_usage": true}));
}

#[test]
fn a_stream_that_breaks_off_is_asked_again() {
    let server = Server::new(|request| {
        let event = json!({"choices": [{"index": 0, "delta": {"content": "yes"}}]});
        let end = if request.seen == 0 { "" } else { "data: [DONE]\n\n" };
        Reply::Pieces(200, "text/event-stream", vec![format!("data: {event}\n\n{end}").into_bytes()])
    });
    let request = ChatRequest::new().message("user", "u").parameter("stream", true);
    assert_eq!(ask(&server.model(), &[request]).remove(0).unwrap().text, "yes");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn texts_are_continued() {
    let server = Server::new(|request| ok(&format!("{}!", request.question())));
    let reply = ask(&server.model(), &[ChatRequest::prompt("Once").parameter("max_tokens", 5)]).remove(0).unwrap();
    assert_eq!(reply.text, "Once!");
    let sent = server.requests().remove(0);
    assert_eq!(sent.path, "/v1/completions");
    assert_eq!(sent.body, json!({"model": "m", "prompt": "Once", "max_tokens": 5}));
}

#[test]
fn a_proxy_is_used() {
    let proxy = Server::new(|request| ok(&request.path));
    let settings = Settings {
        base_url: "http://endpoint.example/v1".to_owned(),
        proxy: Some(Secret::new(format!("http://{}", proxy.address()))),
        ..proxy.settings()
    };
    let reply = ask_one(&OpenAi::new(settings).unwrap()).unwrap();
    assert_eq!(reply.text, "http://endpoint.example/v1/chat/completions");
}

#[test]
fn a_certificate_of_ones_own_is_trusted_when_it_is_named() {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let server = Server::with_tls(Some(Arc::new(tls)), |_| ok("yes"));
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("ca.pem");
    std::fs::write(&bundle, made.cert.pem()).unwrap();
    let base_url = format!("https://localhost:{}/v1", server.address().port());
    let model = |ca_bundle| {
        OpenAi::new(Settings { base_url: base_url.clone(), ca_bundle, retries: 0, ..server.settings() }).unwrap()
    };
    assert_eq!(ask_one(&model(Some(bundle))).unwrap().text, "yes");
    let failure = ask_one(&model(None)).unwrap_err();
    assert!(failure.message.contains("certificate"), "{}", failure.message);
}

#[test]
fn a_key_is_not_sent_elsewhere() {
    let other = Server::new(|_| ok("stolen"));
    let address = other.address();
    let server = Server::new(move |request| match request.path.as_str() {
        "/v1/chat/completions" => Reply::Json(307, "location: /v2/chat/completions\n".to_owned(), json!({})),
        _ => Reply::Json(307, format!("location: http://{address}/v1\n"), json!({})),
    });
    let failure = ask_one(&server.model()).unwrap_err();
    assert!(failure.message.contains("another address"), "{}", failure.message);
    assert_eq!((server.requests().len(), other.requests().len()), (2, 0));
    assert!(!server.model().name().contains("sk-"));
}
