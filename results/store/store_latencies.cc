#include "results/store/store.h"

namespace attune {

Result<Done> Store::each_play_latency(const std::string& pack_digest,
                                      const PlayLatencyVisit& visit) {
  Statement statement = db_.prepare(
      "SELECT c.run, c.subject, c.latency_ms FROM plans AS p "
      "JOIN runs AS r ON r.id = p.run JOIN packs AS k ON k.digest = p.pack_digest "
      "JOIN calls AS c ON c.run = p.run AND c.pack = k.id AND c.subject = p.subject "
      "WHERE p.pack_digest = ? AND r.command <> ? AND c.purpose = 'play' AND c.model = c.subject "
      "AND c.outcome <> 'failed'");
  statement << pack_digest << kWatchCommand;
  while (statement.row())
    visit({statement.text(0)}, {statement.text(1)}, Millis(statement.integer(2)));
  return statement.done();
}

}  // namespace attune
