# Error pages: what happened, and what to do now.

error-not-logged-in-title = Your session has ended
error-not-logged-in-body = Nothing you wrote is lost. Log in again in another tab, come back to this one, reload the page and confirm sending it again.
error-forbidden-title = This page is not for your role
error-forbidden-body = Your access does not include this page. If it should, speak to whoever runs the system.
error-cross-site-title = This came from somewhere else
error-cross-site-body = The form was not sent by a page of Posology, and nothing was written. Open Posology and send it from there.
error-not-found-title = We can’t find this page
error-not-found-body = The address may be wrong, or there is no such record. Go back to the start and search by name or record number.
error-method-not-allowed-title = This is not the way in
error-method-not-allowed-body = This page does not answer this kind of request. Go back to the start.
error-bad-request-title = We could not read what arrived
error-bad-request-body = The address or the form arrived incomplete or unreadable, and nothing was written. Go back, reload the page and try again.
error-too-large-title = The form is too large
error-too-large-body = More arrived than a prescription can hold, and nothing was written. Go back and make smaller prescriptions.
error-too-many-requests-title = Too many log-in attempts
error-too-many-requests-body = Many attempts came from this address in a short time. Wait a minute and try again.
error-busy-title = The system is very busy
error-busy-body = Nothing was written. Wait a few seconds, reload the page and confirm sending it again: sending twice doubles nothing.
error-internal-title = Something failed on our side
error-internal-body = Reload the page and confirm sending it again: sending twice doubles nothing. If it fails again, tell whoever runs the system and carry on with paper.
error-status = Error { $status }
