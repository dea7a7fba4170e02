import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The health check of the image: exits with 0 if the URL answers 200, with 1 if it does not. */
class Ready {

  private static final int TIMEOUT_MILLIS = 3000;

  public static void main(String[] args) throws IOException {
    HttpURLConnection readiness = (HttpURLConnection) URI.create(args[0]).toURL().openConnection();
    readiness.setConnectTimeout(TIMEOUT_MILLIS);
    readiness.setReadTimeout(TIMEOUT_MILLIS);
    int status = readiness.getResponseCode();
    System.out.println(args[0] + ": " + status);
    System.exit(status == 200 ? 0 : 1);
  }
}
