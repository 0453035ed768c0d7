package violations.latchkey.app;

import com.auth0.jwt.JWT;
import java.net.Socket;
import org.bouncycastle.asn1.ASN1Integer;
import org.freedesktop.dbus.DBusPath;
import picocli.CommandLine;
import violations.latchkey.cli.CliThatDraws;

/// An app that knows a face, uses libraries that belong to others, goes online, prints and starts
/// threads.
public class AppThatKnowsItsFace {
  CliThatDraws face;
  Socket online;
  ASN1Integer number;
  CommandLine commandLine;
  JWT library;
  DBusPath bus;

  void run() {
    try {
      new Thread(() -> {}).join();
    } catch (InterruptedException stopped) {
      stopped.printStackTrace();
      System.out.println("stopped");
    }
  }
}
