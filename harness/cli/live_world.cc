#include "harness/cli/live_world.h"

#include "harness/cli/console.h"
#include "harness/effects/descriptor.h"
#include "harness/effects/environment.h"

namespace attune {

void SilentProgress::started(const Tally& /*tally*/, Instant /*now*/) {}

void SilentProgress::moved(const Tally& /*tally*/, Instant /*now*/) {}

void SilentProgress::said(std::string_view sentence) {
  complain(sentence);
}

void SilentProgress::ended(const Tally& /*tally*/, Instant /*now*/) {}

LiveWorld::LiveWorld(Store& store, bool quiet)
    : store_(store),
      quiet_(quiet),
      transport_(
          {.interrupt_fd = stop_.fd(), .ca_file = environment("SSL_CERT_FILE").value_or("")}) {
  raise_open_file_limit();  // a wide lane is many sockets
}

RunWorld LiveWorld::world() {
  Progress& progress = quiet_ ? static_cast<Progress&>(silent_) : shown_;
  return {clock_, transport_, store_, progress, [this] { return stop_.requested(); }};
}

}  // namespace attune
