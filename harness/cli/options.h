#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// What the command line asks for, one struct a command; every default stands here.

struct WorldOptions {
  std::string db;         // empty: attune.db beside attune.toml, else in the state folder
  std::string settings;   // empty: attune.toml where there is one
  bool insecure = false;  // plain http to other machines
};

struct RunOptions {
  WorldOptions world;
  std::vector<std::string> packs;
  std::vector<std::string> subjects;
  std::vector<std::string> judges;
  std::string user;  // who plays the simulated users; empty: nobody
  int repeat = 1;
  std::optional<std::size_t> limit;
  std::string release;
  std::uint64_t seed = 1;
  std::optional<int> jobs;
  std::optional<double> budget_usd;
  std::optional<double> temperature;
  std::optional<int> max_tokens;
  int max_retries = 5;
  std::string format = "table";
  bool dry_run = false;
  bool compat = false;
  bool revise = false;
  bool upstream_order = false;
  std::string replay;        // a database whose answers are used instead of endpoints; empty: none
  std::size_t anchors = 40;  // stored samples per pack that the judges mark again; 0: none
};

// Goes on with a stored run; with judges, marks its transcripts by them as well.
struct ResumeOptions {
  WorldOptions world;
  std::string run;  // empty: the newest
  std::vector<std::string> judges;
  std::optional<int> jobs;
  std::optional<double> budget_usd;
  std::string format = "table";
};

struct JudgeOptions {
  ResumeOptions resume;
  bool fresh = false;  // ask again what a judge has answered before
};

// Compares subjects pairwise; plays first what was not played.
struct DuelOptions {
  WorldOptions world;
  std::string pack;
  std::vector<std::string> subjects;
  std::vector<std::string> judges;
  std::string user;     // who plays the simulated users; empty: nobody
  std::string scorer;   // of pairs; empty: the pack's
  bool ladder = false;  // place the subjects among all that were compared before
  std::string schedule = "adaptive";
  std::string panel = "all";
  std::optional<double> half_width;        // rating points at 95 %
  bool ranks = false;                      // enough when ranks are separated
  std::optional<std::size_t> comparisons;  // units at most
  int repeat = 1;
  std::optional<std::size_t> limit;
  std::string release;
  std::uint64_t seed = 1;
  std::optional<int> jobs;
  std::optional<double> budget_usd;
  int max_retries = 5;
  bool compat = false;
  std::string replay;
  std::string format = "table";
};

struct LeaderboardOptions {
  WorldOptions world;
  std::string pack;
  std::string scorer;
  std::string judge;
  std::vector<std::string> weights;  // "PACK=WEIGHT": one composite board over these packs
  std::string format = "table";
  std::uint64_t seed = 1;
};

// The first of `subjects` against each of the others, on the same scenarios and repeats.
struct CompareOptions {
  WorldOptions world;
  std::vector<std::string> subjects;  // "provider/model", "provider/model@RELEASE" or a run's id
  std::string pack;
  std::string scorer;
  std::string judge;
  std::optional<double> equivalence;  // points within which two count as equal
  bool unlike = false;                // although packs or scorers are of different versions
  std::size_t scenarios = 5;          // that differ most, to show
  std::vector<std::string> fail_on;   // "lower < -2"
  double level = 0.95;
  std::string format = "table";
  std::uint64_t seed = 1;
};

// How a subject's releases differ, and how much of that is the judge's.
struct DriftOptions {
  WorldOptions world;
  std::string subject;
  std::string pack;
  std::string scorer;
  std::string judge;
  std::string from;  // release; empty: the first
  std::string to;    // empty: the last
  std::vector<std::string> fail_on;
  std::string format = "table";
  std::uint64_t seed = 1;
};

// Plays a small fixed panel once more and says whether anything has changed.
struct WatchOptions {
  WorldOptions world;
  std::vector<std::string> subjects;
  std::string pack;
  std::vector<std::string> judges;
  std::string user;
  std::size_t panel = 20;        // scenarios
  std::size_t in_control = 100;  // looks between false alarms, on average
  std::uint64_t seed = 1;
  std::optional<int> jobs;
  std::optional<double> budget_usd;
  bool look_only = false;  // asks nobody: what the stored looks say
  std::string format = "table";
};

// One page with everything, to open from disk.
struct ReportOptions {
  WorldOptions world;
  std::string out;
  std::vector<std::string> packs;  // empty: all
  std::string title;
  bool transcripts = true;
  std::uint64_t seed = 1;
};

// Ratings from stored comparisons. The words mean what harness/cli/rating_words makes of them.
struct RatingsOptions {
  WorldOptions world;
  std::string pack;
  std::string scorer;   // of pairs
  std::string judge;    // empty: all, pooled
  std::string ability;  // empty: the whole verdict
  std::string cluster = "scenario";
  std::vector<std::string> with;     // factors, each perhaps several between commas
  std::vector<std::string> anchors;  // "NAME=RATING"
  std::string prior;                 // "ridge=1"; empty: none
  std::string interval = "sandwich";
  std::string method = "bradley-terry";
  std::string format = "table";
  std::uint64_t seed = 1;
};

// What is known of a judge, and what asking it more brings out.
struct AuditOptions {
  WorldOptions world;
  std::string judge;
  std::string pack;
  std::string scorer;               // of pairs
  std::vector<std::string> probes;  // "repeat", "padding", "anchors": extra calls
  std::size_t pairs = 20;           // for each probe
  std::uint64_t seed = 1;
  std::optional<int> jobs;
  std::optional<double> budget_usd;
  std::string format = "table";
};

struct ShowOptions {
  WorldOptions world;
  std::string run;
  std::string sample;
  bool judge_view = false;
};

struct ListOptions {
  WorldOptions world;
  std::string what;
  std::string format = "table";
};

struct ExportOptions {
  WorldOptions world;
  std::string kind;
  std::string run;
  std::string pack;
  std::string subject;               // provider/model; empty: all
  std::string out;                   // empty: standard output
  std::vector<std::string> fail_on;  // gates of JUnit's test cases, "score < 50"
};

struct ImportOptions {
  WorldOptions world;
  std::string kind;
  std::string questions;
  std::vector<std::string> files;
  bool robust = false;  // score by attune's own reading too
  // Of votes and verdicts:
  std::string pack;               // the id of the pack made for them; empty: the file's name
  std::string judge;              // of rows that do not say whose they are
  std::string clean = "none";     // or "arena"
  bool drop_outliers = false;     // leave out judges who vote unlike all others
  std::vector<std::string> only;  // tags that a vote must have, "language=English"
};

struct LintOptions {
  std::string pack;
};

struct GenerateOptions {
  std::string what;  // "personas"
  std::uint64_t seed = 1;
  std::size_t count = 1;
  std::string split = "train";
  std::string out;  // a folder for a pack; empty: scenarios on standard output
};

struct DoctorOptions {
  WorldOptions world;
  std::string subject;  // empty: list the latest passports
  std::int64_t max_context = 16384;
  std::string format = "table";
};

struct StubCommandOptions {
  int port = 8095;
  std::uint64_t seed = 1;
  std::vector<std::string> packs;
  bool revise = false;
  int latency_ms = 0;
  double latency_spread = 0.3;
  std::string faults;
  double judge_noise = 1.5;
  double judge_bias = 0;
  int skill_shift = 0;
  std::size_t reply_bytes = 0;
  bool until_stdin_closes = false;
};

struct DemoOptions {
  std::string out;
  std::uint64_t seed = 1;
  std::string format = "table";
};

// Text to print and be done: help, version.
struct PrintText {
  std::string text;
};

using Command = std::variant<PrintText, RunOptions, ResumeOptions, JudgeOptions, DuelOptions,
                             LeaderboardOptions, CompareOptions, DriftOptions, WatchOptions,
                             ReportOptions, RatingsOptions, AuditOptions, ShowOptions, ListOptions,
                             ExportOptions, ImportOptions, LintOptions, GenerateOptions,
                             DoctorOptions, StubCommandOptions, DemoOptions>;

// FixInput for whatever cannot be understood, with the nearest known flag or command. `version` is
// called where it is asked for alone: libraries take their time to say theirs.
Result<Command> parse_command(int argc, const char* const* argv,
                              std::function<std::string()> version);

}  // namespace attune
