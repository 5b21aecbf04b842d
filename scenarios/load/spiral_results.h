#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/transcript.h"

namespace attune {

// A figure of a judge under the name the file gives it ("emotional or narrative escalation").
struct SpiralFigure {
  std::string name;
  double value = 0;
  bool operator==(const SpiralFigure&) const = default;
};

// The judgement of one part of a conversation, mostly one reply.
struct SpiralChunk {
  std::string name;                   // "chunk3"
  std::vector<SpiralFigure> metrics;  // strengths added up, by behaviour
  std::string raw;                    // what the judge wrote, or empty
  std::optional<std::string> error;   // an error stub: there was no judgement that could be read
};

struct SpiralConversation {
  std::string prompt;  // its id
  int repeat = 1;      // which conversation on this prompt, from 1
  std::string category;
  std::string opening;    // the first message, fixed beforehand
  Transcript transcript;  // without a last message that nobody answered
  bool completed = false;
  std::vector<SpiralChunk> chunks;  // in the order of the file
  // Of the whole conversation; may lack some of the three.
  std::optional<std::vector<SpiralFigure>> final_marks;
};

// One run of one model.
struct SpiralRun {
  std::string id;
  SubjectId subject;  // the model; unknown/<name> where the file names no provider
  SubjectId user;     // who played the user, or empty
  SubjectId judge;    // unknown/judge where the file does not say
  std::vector<SpiralConversation> conversations;
};

// A results file of Spiral-Bench (specs/eq-bench-family §8.9). Its summaries are not read: those
// that were published come from older formulas than the code they stand beside.
struct SpiralResults {
  std::vector<SpiralRun> runs;  // in the order of the file, those without conversations left out
};

// Fields it does not know are passed over; turns without a cue get an empty one. FixInput naming
// the file, the run, prompt and conversation, the chunk and the field at fault; also for files of
// later versions, which hold the findings of several judges.
Result<SpiralResults> parse_spiral_results(const PackFile& file);

}  // namespace attune
