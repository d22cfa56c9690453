package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.generated.MessageText;
import io.plimsoll.engine.generated.Recorder;
import io.plimsoll.engine.reference.ReferenceEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an asset may take in and give out, in both engines. */
class DepositLimitTest {
  private static final long LIMIT = 1L << 60;
  private static final int DEPOSIT = 7;
  private static final int WITHDRAW = 8;

  private final Recorder events = new Recorder();
  private final Recorder referenceEvents = new Recorder();
  private final LiquidationEngine engine =
      new LiquidationEngine(EngineLimits.DEFAULT, events::onEvent);
  private final ReferenceEngine reference = new ReferenceEngine(100, 10, referenceEvents::onEvent);
  private final CommandEncoder commands =
      new CommandEncoder(
          (buffer, offset, length) -> {
            engine.apply(buffer, offset, length);
            reference.apply(buffer, offset, length);
          });

  private String last() {
    List<String> texts = texts(events);
    assertEquals(texts(referenceEvents), texts);
    return texts.get(texts.size() - 1);
  }

  private static List<String> texts(Recorder recorder) {
    return recorder.take().stream().map(MessageText::text).toList();
  }

  private void assertAccepted() {
    assertTrue(last().startsWith("[CommandAccepted]"));
  }

  private void assertRefused(int command, long detail) {
    String text = last();
    assertTrue(
        text.startsWith("[CommandRejected]")
            && text.contains("|detail=" + detail + "|fieldId=4|command=" + command + "|")
            && text.endsWith("|reason=LIMIT_EXCEEDED"),
        text);
  }

  private void addMarkets() {
    commands.addAsset(1, 0, "COIN");
    for (int id = 1; id <= 6; id++) {
      commands.addAccount(id, AccountKind.MARKET);
    }
  }

  @Test
  void depositsLessWithdrawalsOfAnAssetStayWithinTwoToThe62() {
    addMarkets();
    for (int id = 1; id <= 4; id++) {
      commands.deposit(id, 1, LIMIT);
      assertAccepted();
    }
    commands.deposit(5, 1, 1);
    assertRefused(DEPOSIT, 1);
    commands.withdraw(4, 1, 2);
    commands.deposit(5, 1, 3);
    assertRefused(DEPOSIT, 3);
    commands.deposit(5, 1, 2);
    assertAccepted();
  }

  @Test
  void moreThanThatIsNotWithdrawnEither() {
    addMarkets();
    commands.addAccount(7, AccountKind.FEE);
    commands.addAccount(8, AccountKind.INSURANCE_FUND);
    commands.addInstrument(1, 1, "X", ContractType.LINEAR, 0, 0, 1, 1L << 30, 1L << 30, 7, 8);
    commands.setRiskTiers(1, List.of(new RiskTier(0, 5_000_000, 10_000)));
    commands.markPrice(1, 1);
    long execution = 0;
    // One gains what the other comes to owe, 2^60 less a little, and takes it away.
    long gain = ((1L << 30) - 1) << 30;
    for (int loser = 2; loser <= 6; loser++) {
      commands.fill(++execution, 1, 1, 1L << 30, 1, 0, loser, 0, Side.BUY);
      commands.fill(++execution, 1, 1L << 30, 1L << 30, loser, 0, 1, 0, Side.BUY);
      if (loser < 6) {
        commands.withdraw(1, 1, gain);
        assertAccepted();
      }
    }
    long left = (1L << 62) - 4 * gain;
    commands.withdraw(1, 1, left + 1);
    assertRefused(WITHDRAW, left + 1);
    commands.withdraw(1, 1, left);
    assertAccepted();
  }
}
