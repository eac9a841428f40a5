package dev.tandem.interop.samples.serve

import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import picocli.CommandLine.Command
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.awt.Desktop
import java.awt.GraphicsEnvironment
import java.io.IOException
import java.net.InetAddress
import java.net.URI
import java.net.UnknownHostException
import java.nio.channels.UnresolvedAddressException
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch

/** `tandem serve`. */
@Command(
    name = "serve",
    header = ["Open the tutorials in a browser, where each lesson can be run."],
    footer = [
        "",
        "Only this machine can reach it, unless --host says otherwise. Ctrl-C ends it.",
        "What is run there has the rights of whoever started this; so has what --edit lets readers write.",
    ],
)
class ServeCommand : Callable<Int> {
    @Spec
    private lateinit var spec: CommandSpec

    @Option(names = ["-h", "--help"], usageHelp = true, description = ["Show this help."])
    private var help = false

    @Option(
        names = ["--port"],
        paramLabel = "N",
        defaultValue = "8017",
        description = ["The port; 0 for any that is free (default: \${DEFAULT-VALUE})."],
    )
    private var port = 0

    @Option(
        names = ["--host"],
        paramLabel = "HOST",
        defaultValue = Settings.LOOPBACK,
        description = ["The address to listen at (default: \${DEFAULT-VALUE})."],
    )
    private var host = ""

    @Option(names = ["--allow-remote"], description = ["Let --host be one that other machines reach."])
    private var remote = false

    @Option(names = ["--edit"], description = ["Let lessons be changed and run: there is no sandbox."])
    private var edit = false

    @Option(names = ["--no-browser"], description = ["Open no browser."])
    private var noBrowser = false

    override fun call(): Int {
        check()
        open().use { server ->
            println("Tandem's tutorials: ${server.address}")
            println("The address has the key to run lessons. Ctrl-C ends this.")
            if (!noBrowser) browse(server.address)
            CountDownLatch(1).await() // until this thread is interrupted
        }
        return 0
    }

    private fun check() {
        if (port !in 0..LAST_PORT) throw misuse("--port must be from 0 to $LAST_PORT, not $port", "Try '--port 0'.")
        if (host.isBlank()) throw misuse("--host has no address", "Try '--host ${Settings.LOOPBACK}'.")
        host = host.removeSurrounding("[", "]") // as in an address of the web
        val loopback = try {
            InetAddress.getByName(host).isLoopbackAddress
        } catch (_: UnknownHostException) {
            throw misuse("--host: there is no '$host'", "Try '--host ${Settings.LOOPBACK}'.")
        }
        if (loopback) return
        if (!remote) {
            throw misuse(
                "--host $host lets other machines run lessons here",
                "Add --allow-remote if they may.",
            )
        }
        if (edit) throw misuse("--edit is for this machine alone, and --host $host is not", "Leave one of them out.")
    }

    private fun misuse(message: String, hint: String) = UsageException(spec.commandLine(), message, hint)

    private fun open(): TandemServer = try {
        TandemServer(Settings(host, port, edit))
    } catch (e: IOException) {
        throw SampleException("cannot listen at $host, port $port: ${e.message}. Try '--port 0'.")
    } catch (_: UnresolvedAddressException) {
        throw SampleException("cannot listen at $host")
    }

    private companion object {
        const val LAST_PORT = 65_535

        /** Where there is no browser to be opened, the address is on the terminal. */
        fun browse(address: URI) {
            try {
                if (!GraphicsEnvironment.isHeadless() &&
                    Desktop.isDesktopSupported()
                ) {
                    Desktop.getDesktop().browse(address)
                }
            } catch (_: IOException) {
                // no browser
            } catch (_: UnsupportedOperationException) {
                // no way to open one
            }
        }
    }
}
