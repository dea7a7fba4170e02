package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.adapter.rest.session.MeResponse;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code PATCH /v1/me}: the user changes name and age. */
@RestController
final class ProfileController {

  private final OwnProfile profile;
  private final CurrentUser currentUser;

  ProfileController(OwnProfile profile, CurrentUser currentUser) {
    this.profile = profile;
    this.currentUser = currentUser;
  }

  @PatchMapping(
      path = "/v1/me",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<MeResponse> change(HttpServletRequest request)
      throws AccountException, HttpMediaTypeNotSupportedException {
    ActiveSession session = currentUser.require();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(MeResponse.of(profile.change(session, ProfileRequest.read(JsonBody.of(request)))));
  }
}
