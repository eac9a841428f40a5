package dev.tandem.interop.samples.cluster;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import java.util.List;

/** How Hazelcast is set: it talks to the addresses that it is given, and to nobody else. */
public final class Addresses {
  private static final String LOGGING = "none"; // the commands say what there is to say

  private Addresses() {}

  /**
   * The configuration of a member.
   *
   * @param host the address that it listens on
   * @param port the port, and if {@code orNext}, the next free one after it
   * @param orNext whether another port will do
   * @param join members of the cluster, each HOST:PORT; itself may be one
   * @param name the cluster's name
   */
  public static Config member(
      String host, int port, boolean orNext, List<String> join, ClusterName name) {
    var config = new Config();
    config.setClusterName(name.secret());
    config.setProperty("hazelcast.logging.type", LOGGING);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false"); // the command ends it
    var network = config.getNetworkConfig().setPort(port).setPortAutoIncrement(orNext);
    network.getInterfaces().setEnabled(true).addInterface(host);
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getMulticastConfig().setEnabled(false);
    network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(join);
    int processors = Runtime.getRuntime().availableProcessors();
    config.getExecutorConfig("default").setPoolSize(processors);
    config.getSerializationConfig().setJavaSerializationFilterConfig(ownTasksOnly());
    return config;
  }

  /**
   * The configuration of a client.
   *
   * @param members members of the cluster, each HOST:PORT
   * @param name the cluster's name
   */
  public static ClientConfig client(List<String> members, ClusterName name) {
    var config = new ClientConfig();
    config.setClusterName(name.secret());
    config.setProperty("hazelcast.logging.type", LOGGING);
    config.getNetworkConfig().setAddresses(members);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setClusterConnectTimeoutMillis(5_000);
    return config;
  }

  /** Whoever reaches a member can have it deserialize, and so run, what the members have. */
  private static JavaSerializationFilterConfig ownTasksOnly() {
    var filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("dev.tandem.", "java.", "kotlin.", "[");
    return filter;
  }
}
