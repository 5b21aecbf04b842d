#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/facts/passport.h"
#include "results/render/listing.h"

namespace attune {

// A passport beside the one before it, where there is one.
struct PassportPage {
  const Passport& passport;
  std::optional<UtcTime> before;     // when the last examination was
  std::vector<std::string> changes;  // since then
};

// Text for a terminal, 80 columns wide: what changed, who answered, and a line or more for each
// finding. Holds no escapes, whatever the endpoint said.
std::string to_table(const PassportPage& page);

// "attune.passport/1", as results/README.md explains it.
std::string to_json(const PassportPage& page);

// A row for each passport: what is best known of it in a line.
Listing passport_listing(std::span<const Passport> passports);

}  // namespace attune
