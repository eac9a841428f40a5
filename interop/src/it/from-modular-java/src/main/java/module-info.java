/** A program whose modules are Tandem's, Kotlin's and its own. */
module example.modular {
  requires dev.tandem.interop; // and with it dev.tandem.threads, dev.tandem.coroutines and Kotlin's
}
