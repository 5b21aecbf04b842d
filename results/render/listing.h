#pragma once

#include <string>
#include <vector>

namespace attune {

// Rows of plain cells under named columns, for lists and not for measurements.
struct Listing {
  std::string what;  // names the schema: "attune.<what>/1"
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

// Aligned text; whatever a stranger wrote is made harmless.
std::string to_table(const Listing& listing);

// {"schema": "attune.runs/1", "rows": [{column: cell, …}, …]}
std::string to_json(const Listing& listing);

}  // namespace attune
