//! Health and metrics.

use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_healthy_hospital_is_alive_ready_and_counted() {
    let hospital = Hospital::open();
    let stranger = hospital.stranger();
    assert_eq!(stranger.get("/healthz").await.body, "ok\n");
    stranger.get("/readyz").await.has("\"ready\":true");
    stranger.get("/metrics").await.has("posology_refresh_lag_seconds").has("posology_requests_total").has_not("Maria");
}

#[actix_web::test]
async fn without_a_database_the_hospital_is_alive_not_ready_and_says_so() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("revoke select on read_model.as_of from posology_queries");
    assert_eq!(doctor.get("/readyz").await.status, 503);
    assert_eq!(doctor.get("/healthz").await.status, 200);
    let page = doctor.get("/wards").await;
    assert_eq!(page.status, 500);
    page.has("Something failed on our side").has_not("permission denied");
}
