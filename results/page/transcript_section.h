#pragma once

#include <string>

#include "results/page/transcript_index.h"

namespace attune {

// The samples of a pack as a grid of links, with what narrows it down, and the transcripts: in the
// page, or as files beside it that are read when they are opened. `id` is that of its heading.
std::string transcript_section(const TranscriptIndex& index, const std::string& id);

}  // namespace attune
