package dev.gatehouse.application.login;

import java.util.regex.Pattern;

/**
 * The client of a request, as the network shows it. Both texts may be written anywhere: they are
 * short, and characters other than printable ASCII have been replaced.
 *
 * @param address of the client, empty if it is not known
 * @param traceId under which the log speaks of the request, empty if there is none
 */
public record ClientInfo(String address, String traceId) {

  /** The longest address: IPv6 in full, with an IPv4 address at its end. */
  public static final int MAX_ADDRESS_LENGTH = 45;

  /** The longest trace id. */
  public static final int MAX_TRACE_ID_LENGTH = 36;

  private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

  /** No client, such as the service itself. */
  public static final ClientInfo UNKNOWN = new ClientInfo("", "");

  public ClientInfo {
    address = clean(address, MAX_ADDRESS_LENGTH);
    traceId = clean(traceId, MAX_TRACE_ID_LENGTH);
  }

  private static String clean(String text, int maxLength) {
    String cut = text.length() > maxLength ? text.substring(0, maxLength) : text;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }
}
