//! Serves the double on a free port, and prints the endpoint.

use chime_model_tables::double;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let router = double::router([("rooms", ["AccountId", "RoomId"])]);
    axum::serve(listener, axum::Router::new().fallback_service(router)).await
}
