#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/rating_words.h"
#include "harness/cli/wiring.h"
#include "harness/run/rating_boards.h"
#include "results/audit/family.h"
#include "results/render/rating_formats.h"
#include "scorers/catalog/pair_catalog.h"

namespace attune {

Result<int> ratings_command(const RatingsOptions& options) {
  auto form = find_rating_format(options.format);
  if (!form) return std::move(form).error();
  auto query = rating_query(options);
  if (!query) return std::move(query).error();
  query->options.contests.covariates.family = [](const SubjectId& model) {
    return family_of(model);
  };
  auto store = open_existing_store(options.world);
  if (!store) return std::move(store).error();
  auto boards = load_rating_boards(*store, shipped_pair_scorers(), *query);
  if (!boards) return std::move(boards).error();
  const bool single = !options.pack.empty() || boards->size() == 1;
  print((*form)->name == "table" ? to_tables(*boards, output_look())
                                 : (*form)->render(*boards, single));
  return kExitDone;
}

}  // namespace attune
