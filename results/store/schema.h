#pragma once

#include "results/store/sql.h"
#include "scenarios/base/result.h"

namespace attune {

// The version that migrate() leaves a database at (its user_version).
inline constexpr int kSchemaVersion = 8;

// Brings a database of any earlier version up to date, in one transaction. FixInput for one
// that a newer attune made.
Result<Done> migrate(Database& db);

}  // namespace attune
