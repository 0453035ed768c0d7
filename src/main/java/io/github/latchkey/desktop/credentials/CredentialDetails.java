package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The details of a credential as lines.
///
/// @param exportable whether its key may be exported from here
record CredentialDetails(Wording wording, Instant now, boolean exportable) {

  /// What the button beside the private key does something with.
  static final String EXPORT = "export";

  /// What is to be seen of a credential; the secret itself never is.
  List<DetailLine> lines(Credential credential) {
    var lines = new ArrayList<DetailLine>();
    credential
        .platform()
        .fields()
        .forEach(
            field ->
                Optional.ofNullable(credential.fields().get(field.id()))
                    .ifPresent(value -> lines.add(code(field.label(), value))));
    boolean secret = credential.key().isSecret();
    lines.add(sealed(text(secret ? "secret" : "private-key")));
    credential
        .key()
        .publicPem()
        .ifPresent(
            pem ->
                lines.add(
                    new DetailLine(
                        text("public-key"),
                        text("public-key.derived"),
                        "",
                        false,
                        copy("copy-pem", text("public-key"), pem))));
    credential.key().description().fingerprint().ifPresent(print -> lines.add(fingerprint(print)));
    credential
        .key()
        .description()
        .encoding()
        .ifPresent(encoding -> lines.add(line(text("encoding"), encoding.id(), "")));
    credential.rotateBy().ifPresent(date -> lines.add(rotation(date)));
    if (!credential.tags().isEmpty()) {
      lines.add(line(text("tags"), String.join(", ", credential.tags()), ""));
    }
    return lines;
  }

  private DetailLine sealed(String label) {
    return new DetailLine(
        label,
        "••••••••",
        text("sealed"),
        false,
        exportable
            ? Optional.of(new DetailLine.Action(text("export-short"), label, EXPORT))
            : Optional.empty());
  }

  private DetailLine fingerprint(String print) {
    return new DetailLine(
        text("fingerprint"),
        wording.groups(print),
        "",
        true,
        copy("copy", text("fingerprint"), print));
  }

  private DetailLine rotation(LocalDate date) {
    LocalDate today = now.atZone(wording.zone()).toLocalDate();
    long days = ChronoUnit.DAYS.between(today, date);
    String distance = wording.relative(now.plus(days, ChronoUnit.DAYS), now);
    String aside = days < 0 ? text("rotate.overdue", Map.of("distance", distance)) : distance;
    return line(text("rotate"), wording.date(date), "· " + aside);
  }

  private DetailLine code(String label, String value) {
    return new DetailLine(label, Wording.visible(value), "", true, copy("copy", label, value));
  }

  private static DetailLine line(String label, String value, String aside) {
    return new DetailLine(label, value, aside, false, Optional.empty());
  }

  private Optional<DetailLine.Action> copy(String button, String label, String value) {
    return Optional.of(new DetailLine.Action(text(button), label, value));
  }

  private String text(String key, Map<String, ?> facts) {
    return wording.text("credentials." + key, facts);
  }

  private String text(String key) {
    return wording.text("credentials." + key);
  }
}
