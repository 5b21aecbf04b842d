#pragma once

#include <map>
#include <span>
#include <string>

#include "results/render/run_slice.h"

namespace attune {

// Slices as the files that lm-evaluation-harness writes (lm_eval/loggers/evaluation_tracker.py,
// lm_eval/evaluator.py): results of one model on several tasks, and the samples of each task. A
// pack is a task, a scenario a document; a verdict's points are the metric "points", each mark one
// by its own name. Verdicts of the first marking stand under the filter "none", those of others
// under its name. What is unscored is left out, and so are standard errors that there are not.

// "stub__skill-70": the folder of a model's files.
std::string lm_eval_folder(const SubjectId& subject);
// "2026-11-23T01-31-09.123000", the time in the names of one evaluation's files.
std::string lm_eval_time(UtcTime time);
// Of a task's name in them; readers split names at underscores.
std::string lm_eval_task(const RunSlice& slice);

// One document under one marking.
struct LmEvalLine {
  std::string json;    // with its newline
  std::string hashes;  // of document, prompt and target, as task_hashes are made of
};

// The repeats of one scenario, with their transcripts. Figures are means over those that were
// scored; the arguments are what was asked at the first. `document` counts the pack's scenarios
// from 0. REQUIRES: samples not empty; marking < markings, or 0 where there is none.
LmEvalLine lm_eval_line(const RunSlice& slice, std::size_t document, std::size_t marking,
                        std::span<const SampleRecord> samples);

// "results_TIME.json". `hashes` by pack, of whatever lines were written; those of other packs are
// left out. REQUIRES: slices of one run and subject.
std::string lm_eval_results(std::span<const RunSlice> slices,
                            const std::map<PackId, std::string>& hashes);

}  // namespace attune
