package io.plimsoll.engine.snapshot;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.memory.LongIntMap;
import io.plimsoll.engine.memory.OrderedIntSet;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.engine.waterfall.Ranking;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks two object graphs side by side and finds every field in which they differ: one that a class
 * has gained and does not hand to the {@link StateStream} shows as soon as it holds anything.
 */
final class StateGraph {
  private static final String OWN = "io.plimsoll.";

  /** Memory off heap lies elsewhere in each: these are compared by the state that they carry. */
  private static final Set<Class<?>> BY_STATE =
      Set.of(RecordStore.class, LongIntMap.class, OrderedIntSet.class, Ranking.class);

  /**
   * What a command leaves behind and no later one reads before it has written it again. Whoever
   * adds to this list says so here; {@link RestoredStreamTest} would find out if it were not so.
   */
  private static final Map<String, Set<String>> SCRATCH =
      Map.ofEntries(
          // Results of the last evaluation, plan, or look.
          Map.entry("core.Audit", Set.of("*")),
          Map.entry("core.Checks", Set.of("*")),
          Map.entry("core.FillSide", Set.of("*")),
          Map.entry("core.StateDigest", Set.of("*")),
          Map.entry("event.EventWriter", Set.of("sequence", "timestamp", "count")),
          Map.entry("margin.Legs", Set.of("*")),
          Map.entry(
              "margin.MarginCalculator",
              Set.of("equity", "realisable", "requirement", "callRequirement", "count")),
          Map.entry(
              "margin.PoolMargins",
              Set.of("equity", "realisable", "excess", "callExcess", "count")),
          Map.entry("trigger.PoolTriggers", Set.of("floors", "markWeights")),
          Map.entry("trigger.TriggerLinks", Set.of("merged", "last")),
          Map.entry("trigger.Triggers$Shares", Set.of("*")),
          Map.entry(
              "waterfall.Deleveraging",
              Set.of("position", "quantity", "bankruptcyValue", "counterEquity")),
          Map.entry("waterfall.Look", Set.of("*")),
          Map.entry("waterfall.Reduction", Set.of("stage", "largest", "othersRequirement")),
          Map.entry("waterfall.Trade", Set.of("*")),
          // Of the update under way.
          Map.entry(
              "instrument.ComputedPrices", Set.of("computed", "basis", "terms", "mark", "result")),
          Map.entry(
              "instrument.IndexSources", Set.of("livePrices", "liveWeights", "live", "outliers")));

  private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
  private final Set<Class<?>> classes = new HashSet<>();
  private final Set<String> differences = new TreeSet<>();

  private StateGraph() {}

  /** Fails if one graph holds anything that the other does not. */
  static void assertSame(Object one, Object other) {
    StateGraph graph = new StateGraph();
    graph.compare(one.getClass().getSimpleName(), one, other);
    if (!graph.differences.isEmpty()) {
      throw new AssertionError("not carried by the state: " + graph.differences);
    }
  }

  /** All classes of our own that an engine is made of. */
  static Set<Class<?>> classes(Object root) {
    StateGraph graph = new StateGraph();
    graph.compare(root.getClass().getSimpleName(), root, root);
    return graph.classes;
  }

  private void compare(String at, Object one, Object other) {
    if (one == null || other == null) {
      check(at, one == null && other == null);
      return;
    }
    Class<?> type = one.getClass();
    if (type != other.getClass()) {
      check(at, false);
    } else if (type.isArray()) {
      compareArrays(at, one, other);
    } else if (BY_STATE.contains(type)) {
      classes.add(type);
      check(at, Arrays.equals(state(one), state(other)));
    } else if (type.isEnum() || type.isRecord() || type == String.class) {
      check(at, Objects.equals(one, other));
    } else if (isOurs(type) && seen.put(one, other) == null) {
      classes.add(type);
      for (Field field : fields(type)) {
        compareFields(field, one, other);
      }
    }
  }

  private void compareFields(Field field, Object one, Object other) {
    String name = field.getDeclaringClass().getName().substring(OWN.length() + "engine.".length());
    Set<String> scratch = SCRATCH.getOrDefault(name, Set.of());
    boolean changes = !Modifier.isFinal(field.getModifiers()) || field.getType().isArray();
    if (scratch.contains(field.getName()) || (scratch.contains("*") && changes)) {
      return;
    }
    compare(name + "." + field.getName(), value(field, one), value(field, other));
  }

  private void compareArrays(String at, Object one, Object other) {
    int length = Array.getLength(one);
    check(at, length == Array.getLength(other));
    for (int i = 0; i < Math.min(length, Array.getLength(other)); i++) {
      Object left = Array.get(one, i);
      Object right = Array.get(other, i);
      if (one.getClass().getComponentType().isPrimitive()) {
        check(at, left.equals(right));
      } else {
        compare(at, left, right);
      }
    }
  }

  private void check(String at, boolean same) {
    if (!same) {
      differences.add(at);
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith(OWN + "engine.")
        && !type.isHidden()
        && !type.isSynthetic()
        && !EventSink.class.isAssignableFrom(type);
  }

  /** Those of instances, of a class and what it extends. */
  static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && isOurs(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static Object value(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static byte[] state(Object part) {
    return StateBytes.of(
        stream -> {
          try {
            Method state = part.getClass().getDeclaredMethod("state", StateStream.class);
            state.setAccessible(true);
            state.invoke(part, stream);
          } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        });
  }
}
