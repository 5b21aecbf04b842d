#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cli/options.h"
#include "harness/effects/child.h"
#include "harness/effects/pack_files.h"
#include "harness/plan/plan.h"
#include "harness/plan/settings.h"
#include "harness/play/course.h"
#include "harness/run/lanes.h"
#include "results/facts/records.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scorers/registry.h"

namespace attune {

// Makes the real things out of options: the only place that does.

Result<Store> open_store(const WorldOptions& world);
// A store that must be there already: FixInput where it is not.
Result<Store> open_existing_store(const WorldOptions& world);
// The store that `--replay` names; nothing for an empty path.
Result<std::optional<Store>> open_cassette(const std::string& path);
Result<Settings> load_settings(const WorldOptions& world);

PackPlaces pack_places();
// Where the building blocks of generated scenarios stand.
std::string registry_folder();
Result<Pack> find_pack(const std::string& spec, Faults* faults = nullptr);
// As the store keeps it, with the notes that stand under its boards.
PackRecord record_of(const Pack& pack);

// The endpoints of every subject and judge, and what had to be started for them.
struct OpenWorld {
  std::vector<OpenEndpoint> endpoints;
  std::optional<Child> stub;
};

// What a stub that is started for a run must know.
struct StubNeeds {
  std::vector<std::string> packs;  // specs
  std::uint64_t seed = 1;
  bool revise = false;
};

// Finds address, wire and key of every provider. Starts a stub of our own for `stub/…` where no
// STUB_BASE_URL says where one runs.
Result<OpenWorld> open_endpoints(const RunRequest& request, const Settings& settings,
                                 const StubNeeds& needs, std::optional<int> jobs);

// The same for a run that is answered from a cassette: only how to read the answers. Nothing is
// started, no key is looked for.
Result<OpenWorld> replayed_endpoints(const RunRequest& request, const Settings& settings,
                                     std::optional<int> jobs = {});

// Who marks each pack of a request. The first marking of a pack heads its board.
Result<std::vector<std::vector<Marking>>> find_markings(const RunRequest& request,
                                                        const ScorerRegistry& registry,
                                                        std::vector<std::unique_ptr<Scorer>>& made);

// What attune, its compiler and its libraries are.
std::string version_text();
// … and how the user named the packs.
std::string provenance_json(const std::vector<std::string>& packs);
// The packs named there, as far as they can still be loaded.
std::vector<std::string> named_packs(const std::string& provenance);

}  // namespace attune
