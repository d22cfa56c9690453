package io.plimsoll.engine.trigger;

import io.plimsoll.engine.account.Owned;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;

/**
 * Positions of one instrument ordered by the mark at which they must be looked at again, nearest
 * first; ties in account order. A position is in it at most once. Not thread safe.
 *
 * <p>Prices fall into rungs whose width grows with the price, at most 1/2^18 of it, as in an
 * HdrHistogram: so a ladder needs no bounds, no tick size and no rebuilding, however far prices go.
 * The rungs in use are found through four levels of nodes with 64 children and a bitmap each. The
 * positions of a rung are linked in no order; only when a mark comes as near as a rung is that one
 * rung sorted.
 *
 * <pre>
 *   root ──► node ──► node ──► node ──► rung: position ⇄ position ⇄ position
 *   bits 23-18  17-12    11-6     5-0        links of {@link TriggerLinks}
 *
 * node (264 bytes)   0  long  bitmap of the children in use
 *                    8  int   × 64: nodes, or in the lowest level the first positions of rungs
 * </pre>
 *
 * <p>A mark that reaches nobody costs one comparison with {@link #bound}. A change costs a walk of
 * four nodes, and nothing at all if the rung stays the same.
 */
public final class TriggerLadder {
  /** Bytes of a node. */
  public static final int NODE_LENGTH = 264;

  private static final int BITMAP = 0;
  private static final int CHILDREN = 8;
  private static final int LEVEL_BITS = 6;
  private static final int LEVEL_MASK = 63;
  private static final int TOP_SHIFT = 18;
  private static final int RUNGS = 1 << 24;
  private static final int PRECISION_BITS = 18;
  private static final int NO_RUNG = -1;

  private final Owned owned;
  private final TriggerLinks links;
  private final RecordStore nodes;
  private final boolean low;
  private int root;
  private int size;
  private int sortedRung = NO_RUNG;

  /**
   * No key in it is below this. A key is the price, negated in a low ladder: the least is nearest.
   */
  private long bound = Long.MAX_VALUE;

  /**
   * An empty ladder.
   *
   * @param owned say whose they are
   * @param links of all ladders
   * @param nodes of all ladders, {@link #NODE_LENGTH} bytes each
   * @param low true for triggers below the mark, false for triggers above it
   */
  public TriggerLadder(Owned owned, TriggerLinks links, RecordStore nodes, boolean low) {
    this.owned = owned;
    this.links = links;
    this.nodes = nodes;
    this.low = low;
    this.root = nodes.allocate();
  }

  /** How many positions are in it. */
  public int size() {
    return size;
  }

  /**
   * Whether a mark may have reached a position: false is certain.
   *
   * @param mark the new mark price
   */
  boolean mayReach(long mark) {
    return (low ? -mark : mark) >= bound;
  }

  /**
   * The nearest position whose trigger a mark has reached or passed, or 0.
   *
   * @param mark the new mark price
   */
  public int firstPassed(long mark) {
    long reached = low ? -mark : mark;
    return reached < bound ? 0 : firstPassedByKey(reached);
  }

  /**
   * Sets the trigger of a position that is in this ladder or in none.
   *
   * @param position record number
   * @param price the mark at which it must be looked at, 1 to 2^60
   */
  public void set(int position, long price) {
    long key = low ? -price : price;
    long before = links.key(position);
    if (key == before) {
      return;
    }
    int rung = rung(key);
    if (before != 0) {
      if (rung(before) == rung) {
        links.key(position, key);
        sortedRung = sortedRung == rung ? NO_RUNG : sortedRung;
        bound = Math.min(bound, key);
        return;
      }
      unlink(position, rung(before));
    } else {
      size++;
    }
    links.key(position, key);
    link(position, rung, key);
    bound = Math.min(bound, key);
  }

  /** Takes a position out, if it is in. */
  public void remove(int position) {
    long key = links.key(position);
    if (key != 0) {
      unlink(position, rung(key));
      links.key(position, 0);
      size--;
    }
  }

  private int firstPassedByKey(long reached) {
    if (size == 0) {
      bound = Long.MAX_VALUE;
      return 0;
    }
    int rung = firstRung();
    if (rung(reached) < rung) {
      bound = leastKey(rung);
      return 0;
    }
    int leaf = leaf(rung);
    int first = sorted(rung, leaf);
    long key = links.key(first);
    bound = key;
    return key <= reached ? first : 0;
  }

  /** The first position of a rung, which is sorted now. */
  private int sorted(int rung, int leaf) {
    int first = child(leaf, rung & LEVEL_MASK);
    if (sortedRung != rung) {
      if (links.next(first) != 0) {
        first = links.sort(first, owned);
        child(leaf, rung & LEVEL_MASK, first);
      }
      sortedRung = rung;
    }
    return first;
  }

  private void link(int position, int rung, long key) {
    int node = root;
    for (int shift = TOP_SHIFT; shift > 0; shift -= LEVEL_BITS) {
      int slot = (rung >>> shift) & LEVEL_MASK;
      int child = child(node, slot);
      if (child == 0) {
        child = nodes.allocate();
        use(node, slot, child);
      }
      node = child;
    }
    int slot = rung & LEVEL_MASK;
    int first = child(node, slot);
    if (first == 0) {
      use(node, slot, position);
    } else {
      child(node, slot, position);
      links.previous(first, position);
      if (sortedRung == rung && key >= links.key(first)) {
        sortedRung = NO_RUNG;
      }
    }
    links.previous(position, 0);
    links.next(position, first);
  }

  private void unlink(int position, int rung) {
    int previous = links.previous(position);
    int next = links.next(position);
    if (next != 0) {
      links.previous(next, previous);
    }
    if (previous != 0) {
      links.next(previous, next);
    } else if (next != 0) {
      child(leaf(rung), rung & LEVEL_MASK, next);
    } else {
      removeRung(rung);
      sortedRung = sortedRung == rung ? NO_RUNG : sortedRung;
    }
  }

  private void removeRung(int rung) {
    int upper = child(root, rung >>> TOP_SHIFT);
    int middle = child(upper, (rung >>> (2 * LEVEL_BITS)) & LEVEL_MASK);
    int leaf = child(middle, (rung >>> LEVEL_BITS) & LEVEL_MASK);
    if (!drop(leaf, rung & LEVEL_MASK)
        || !free(leaf, middle, (rung >>> LEVEL_BITS) & LEVEL_MASK)
        || !free(middle, upper, (rung >>> (2 * LEVEL_BITS)) & LEVEL_MASK)) {
      return;
    }
    free(upper, root, rung >>> TOP_SHIFT);
  }

  /** Gives back a node without children; returns whether its parent has none any more either. */
  private boolean free(int node, int parent, int slot) {
    nodes.free(node);
    return drop(parent, slot);
  }

  /** Empties a slot; returns whether the node has no children any more. */
  private boolean drop(int node, int slot) {
    child(node, slot, 0);
    long bitmap = nodes.getLong(node, BITMAP) & ~(1L << slot);
    nodes.putLong(node, BITMAP, bitmap);
    return bitmap == 0;
  }

  private void use(int node, int slot, int child) {
    child(node, slot, child);
    nodes.putLong(node, BITMAP, nodes.getLong(node, BITMAP) | (1L << slot));
  }

  private int firstRung() {
    int rung = 0;
    int node = root;
    for (int shift = TOP_SHIFT; shift >= 0; shift -= LEVEL_BITS) {
      int slot = Long.numberOfTrailingZeros(nodes.getLong(node, BITMAP));
      rung |= slot << shift;
      node = child(node, slot);
    }
    return rung;
  }

  private int leaf(int rung) {
    int node = child(root, rung >>> TOP_SHIFT);
    node = child(node, (rung >>> (2 * LEVEL_BITS)) & LEVEL_MASK);
    return child(node, (rung >>> LEVEL_BITS) & LEVEL_MASK);
  }

  private int child(int node, int slot) {
    return nodes.getInt(node, CHILDREN + slot * Integer.BYTES);
  }

  private void child(int node, int slot, int child) {
    nodes.putInt(node, CHILDREN + slot * Integer.BYTES, child);
  }

  /** The least key of a rung. */
  private long leastKey(int rung) {
    return low ? 1 - leastPrice(RUNGS - rung) : leastPrice(rung);
  }

  private static long leastPrice(int rung) {
    int shift = Math.max(0, (rung >>> PRECISION_BITS) - 1);
    return (long) (rung - (shift << PRECISION_BITS)) << shift;
  }

  /** The rung of a key; it grows with the key. */
  private static int rung(long key) {
    long price = Math.abs(key);
    int shift = Math.max(0, Long.SIZE - 1 - PRECISION_BITS - Long.numberOfLeadingZeros(price));
    int rung = (shift << PRECISION_BITS) + (int) (price >>> shift);
    return key < 0 ? RUNGS - 1 - rung : rung;
  }

  /** Carries what is not in links and nodes. */
  void state(StateStream stream) {
    root = stream.of(root);
    size = stream.of(size);
    sortedRung = stream.of(sortedRung);
    bound = stream.of(bound);
  }
}
