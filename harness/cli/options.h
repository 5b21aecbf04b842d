#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// What the command line asks for, one struct a command; every default stands here.

struct WorldOptions {
  std::string db;        // empty: attune.db beside attune.toml, else in the state folder
  std::string settings;  // empty: attune.toml where there is one
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
  std::string replay;  // a database whose answers are used instead of endpoints; empty: none
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

struct LeaderboardOptions {
  WorldOptions world;
  std::string pack;
  std::string scorer;
  std::string judge;
  std::string format = "table";
  std::uint64_t seed = 1;
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
  std::string out;  // empty: standard output
};

struct ImportOptions {
  WorldOptions world;
  std::string kind;
  std::string questions;
  std::vector<std::string> files;
  bool robust = false;  // score by attune's own reading too
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

using Command = std::variant<PrintText, RunOptions, ResumeOptions, JudgeOptions, LeaderboardOptions,
                             ShowOptions, ListOptions, ExportOptions, ImportOptions, LintOptions,
                             GenerateOptions, DoctorOptions, StubCommandOptions, DemoOptions>;

// FixInput for whatever cannot be understood, with the nearest known flag or command.
Result<Command> parse_command(int argc, const char* const* argv, const std::string& version);

}  // namespace attune
