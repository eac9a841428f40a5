package dev.tandem.interop;

import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What compiles of a suspend function that gives a list of an interface: see {@link Suspend}. */
@NullMarked
final class UserList {
  private UserList() {}

  static List<? extends User> withWildcard(Users users) throws InterruptedException {
    List<? extends User> all = Suspend.block(users::all);
    return all;
  }

  static List<? extends User> inferred(Users users) throws InterruptedException {
    var all = Suspend.block(users::all);
    return all;
  }

  static List<User> copied(Users users) throws InterruptedException {
    return List.copyOf(Suspend.block(users::all));
  }
}
