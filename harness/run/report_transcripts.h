#pragma once

#include <functional>

#include "harness/run/report_content.h"

namespace attune {

// Parts of a report that are read sample by sample and call by call.

// The runs that the report's packs were played, marked and compared in, what every model was asked
// in them, and the time of the newest fact.
Result<Done> add_runs(Store& store, Report& report);

// The index of every pack, what its rows differ by, and its transcripts: in the report where they
// are few, else handed to `keep` sheet by sheet.
Result<Done> add_transcripts(const ReportSources& sources, const ReportQuery& query, Report& report,
                             const std::function<Result<Done>(const TranscriptSheet&)>& keep);

}  // namespace attune
