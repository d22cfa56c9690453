package io.plimsoll.engine.example;

import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.engine.runtime.MatchingEngine;
import io.plimsoll.engine.runtime.MatchingEngineGateway;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.List;

/** The embedding example of the README. */
final class TenLines {
  private TenLines() {}

  /** Liquidates a trader of 1 BTC at 50x; the order to close goes to your matching engine. */
  static void run(MatchingEngine yours) {
    // readme:begin
    var gateway = new MatchingEngineGateway(yours); // hears every event, passes orders to you
    try (var engine = InThreadEngine.launch(EngineOptions.builder().events(gateway).build())) {
      var commands = new CommandEncoder(engine);
      openVenue(commands); // an asset, an instrument with its risk tiers, a first mark price
      commands.addAccount(100, AccountKind.TRADER);
      commands.deposit(100, 1, 400_00000000L);
      commands.setMarginMode(100, 1, MarginMode.ISOLATED);
      commands.setLeverage(100, 1, 5_000); // 50x
      commands.fill(1, 1, 20_000_00, 1_000, 100, 0, 3, 0, Side.BUY); // 1 BTC at 20,000
      commands.markPrice(1, 19_698_49); // equity 98.49, requirement 98.49245: a forced order
    }
    // readme:end
  }

  // venue:begin
  private static void openVenue(CommandEncoder commands) {
    commands.addAsset(1, 8, "USDT");
    commands.addAccount(1, AccountKind.INSURANCE_FUND);
    commands.addAccount(2, AccountKind.FEE);
    commands.addAccount(3, AccountKind.MARKET);
    commands.addInstrument(
        1, 1, "BTCUSDT", ContractType.LINEAR, 2, 3, 1, 1_000_000_00, 10_000_000, 2, 1);
    commands.setRiskTiers(1, List.of(new RiskTier(0, 5_000_000, 10_000))); // 0.5 %, 100x
    commands.markPrice(1, 20_000_00);
  }
  // venue:end
}
