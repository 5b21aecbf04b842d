#include "harness/effects/pack_files.h"

#include <gtest/gtest.h>

#include "tests/support/eqbench3_folder.h"
#include "tests/support/memory_files.h"

namespace attune {
namespace {

std::string a_manifest(const std::string& id, const std::string& file = "a.toml") {
  return "id = '" + id +
         "'\nversion = '1'\ntitle = 't'\nlicence = 'MIT'\nscorers = ['rubric']\nscenarios = ['" +
         file +
         "']\n[provenance]\nreferences = 'r'\nlimits = 'l'\n[prompts]\nplain = '{question}'\n";
}

const std::string kScenario = "[[scenario]]\nid = 'one'\nquestion = 'Q'\n";

const PackPlaces kPlaces = {{"home/packs", "shipped"}};

MemoryFiles some_files() {
  return MemoryFiles({{"shipped/calm/pack.toml", a_manifest("calm")},
                      {"shipped/calm/a.toml", kScenario},
                      {"shipped/README.md", ""},
                      {"shipped/notes/x.toml", ""},
                      {"home/packs/mine/pack.toml", a_manifest("mine")},
                      {"home/packs/mine/a.toml", kScenario},
                      {"home/packs/calm/pack.toml", a_manifest("calm-of-mine")},
                      {"home/packs/calm/a.toml", kScenario},
                      {"work/sub/pack.toml", a_manifest("sub")},
                      {"work/sub/a.toml", kScenario}});
}

std::string loaded(const std::string& spec, const MemoryFiles& files = some_files()) {
  const Result<Pack> pack = load_pack(spec, files, kPlaces);
  return pack ? pack->id.text : pack.error().what;
}

std::string questions(int count) {
  std::string json = "{";
  for (int i = 1; i <= count; ++i) {
    json += (i > 1 ? ",\"" : "\"") + std::to_string(i) +
            R"(":{"prompt":"p","reference_answer":{"emotion1":"A","emotion2":"B","emotion3":"C",)"
            R"("emotion4":"D","emotion1_score":1,"emotion2_score":2,"emotion3_score":3,)"
            R"("emotion4_score":4}})";
  }
  return json + "}";
}

TEST(LoadPack, FindsAPackByItsNameInTheFirstPlaceThatHasIt) {
  EXPECT_EQ(loaded("mine"), "mine");
  EXPECT_EQ(loaded("calm"), "calm-of-mine");
}

TEST(LoadPack, FindsAPackByItsFolder) {
  EXPECT_EQ(loaded("work/sub"), "sub");
}

TEST(LoadPack, LooksForAPathNowhereElse) {
  EXPECT_EQ(loaded("packs/mine").substr(0, 20), "no pack 'packs/mine'");
}

TEST(LoadPack, ReadsAPublishedQuestionsFile) {
  const MemoryFiles files({{"q:1.json", questions(2)}});
  EXPECT_EQ(loaded("eqbench-v2:q:1.json", files), "eqbench-v2");
}

TEST(LoadPack, RefusesAPublishedFileOfTheOtherVersion) {
  const MemoryFiles files({{"q.json", questions(2)}, {"v1.json", questions(60)}});
  EXPECT_EQ(loaded("eqbench-v1:q.json", files),
            "q.json: holds 2 questions, so it is eqbench-v2 and not eqbench-v1");
  EXPECT_EQ(loaded("eqbench-v2:v1.json", files),
            "v1.json: holds 60 questions, so it is eqbench-v1 and not eqbench-v2");
}

TEST(LoadPack, ReadsMultipleChoiceAndRatingProfilesFromTheUsersFiles) {
  const MemoryFiles files(
      {{"EA.jsonl",
        R"({"qid":"1","language":"en","category":"c","question type":"Action","scenario":"s",)"
        R"("subject":"Ann","choices":["x","y"],"label":"y"})"},
       {"stem.jsonl",
        R"({"id":"1","test":"STEM","format":"mcq1","stem":"s","options":["x","y"],"key":"A"})"},
       {"seceu.jsonl",
        R"({"id":"1","stem":"s","emotions":["a","b","c","d"],"profile":[1,2,3,4]})"}});
  EXPECT_EQ(loaded("emobench-ea:EA.jsonl", files), "emobench-ea");
  EXPECT_EQ(loaded("emobench-ea-en:EA.jsonl", files), "emobench-ea-en");
  EXPECT_EQ(loaded("emobench-ea-zh:EA.jsonl", files),
            "EA.jsonl:1:1: holds no questions of emobench-ea-zh");
  EXPECT_EQ(loaded("mcq:stem.jsonl", files), "mcq-stem");
  EXPECT_EQ(loaded("seceu:seceu.jsonl", files), "seceu");
  EXPECT_EQ(loaded("seceu:none.jsonl", files), "none.jsonl: No such file or directory");
}

TEST(LoadPack, ReadsAPublishedFolder) {
  std::map<std::string, std::string> folder;
  for (const PackFile& file : an_eqbench3_folder()) folder[file.name] = file.text;
  EXPECT_EQ(loaded("eqbench3:d", MemoryFiles(folder)), "eqbench3");
  folder.erase("d/debrief_prompt.txt");
  EXPECT_EQ(loaded("eqbench3:d", MemoryFiles(folder)),
            "d/debrief_prompt.txt: No such file or directory");
}

TEST(LoadPack, AsksForTheFileOfAPublishedPack) {
  EXPECT_EQ(loaded("eqbench-v2"),
            "eqbench-v2 is published by others: give your copy as eqbench-v2:FILE");
}

TEST(LoadPack, OffersTheNearestPack) {
  EXPECT_EQ(loaded("minee"), "no pack 'minee'; did you mean 'mine'?");
  EXPECT_EQ(loaded("zzzzz"),
            "no pack 'zzzzz'; known: calm, mine, eqbench-v1:FILE, eqbench-v2:FILE, eqbench3:DIR, "
            "emobench-ea:FILE, emobench-ea-en:FILE, emobench-ea-zh:FILE, emobench-eu:FILE, "
            "emobench-eu-en:FILE, emobench-eu-zh:FILE, mcq:FILE, seceu:FILE");
}

TEST(LoadPack, NamesAFolderWithoutAManifestAndAFileThatIsMissing) {
  EXPECT_EQ(loaded("shipped/notes"), "shipped/notes: has no pack.toml");
  EXPECT_EQ(loaded("eqbench-v2:none.json"), "none.json: No such file or directory");
  EXPECT_EQ(loaded("p", MemoryFiles({{"p/pack.toml", a_manifest("p")}})),
            "p/a.toml: No such file or directory");
}

TEST(LoadPack, ReadsNoFileOutsideOfThePack) {
  for (const char* file : {"../secret.toml", "/etc/secret.toml", "x/../../secret.toml"}) {
    const MemoryFiles files({{"p/pack.toml", a_manifest("p", file)},
                             {std::string("p/") + file, kScenario},
                             {file, kScenario}});
    EXPECT_EQ(loaded("p", files),
              std::string("p/pack.toml: scenarios: '") + file + "' leads out of the pack");
  }
}

// Files of which one is a link to elsewhere.
class LinkedFiles final : public FileReader {
 public:
  explicit LinkedFiles(std::string link)
      : files_({{"p/pack.toml", a_manifest("p")}, {"p/a.toml", kScenario}}),
        link_(std::move(link)) {}

  [[nodiscard]] Result<std::string> read(const std::string& path) const override {
    EXPECT_NE(path, link_);
    return files_.read(path);
  }

  [[nodiscard]] Result<std::vector<std::string>> list(const std::string& folder) const override {
    return files_.list(folder);
  }

  [[nodiscard]] bool is_folder(const std::string& path) const override {
    return files_.is_folder(path);
  }

  [[nodiscard]] bool exists(const std::string& path) const override { return files_.exists(path); }

  [[nodiscard]] bool is_inside(const std::string& /*folder*/,
                               const std::string& path) const override {
    return path != link_;
  }

 private:
  MemoryFiles files_;
  std::string link_;
};

TEST(LoadPack, GoesOverNoLinkThatLeadsOutOfThePack) {
  EXPECT_TRUE(load_pack("p", LinkedFiles(""), {}));
  for (const char* link : {"p/pack.toml", "p/a.toml"}) {
    const auto pack = load_pack("p", LinkedFiles(link), {});
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().what, std::string(link) + ": is a link that leads out of the pack");
  }
}

TEST(LoadPack, TellsEveryFaultOfManifestAndScenarios) {
  Faults faults;
  const MemoryFiles scenario(
      {{"p/pack.toml", a_manifest("p")}, {"p/a.toml", "[[scenario]]\nid = 1\nquestion = 2\n"}});
  EXPECT_FALSE(load_pack("p", scenario, {}, &faults));
  EXPECT_EQ(faults, (Faults{"p/a.toml:2:1: scenario.id: expected a text",
                            "p/a.toml:3:1: scenario.question: expected a text"}));
  faults.clear();
  const MemoryFiles manifest({{"p/pack.toml", "odd = 1\nodder = 2\n" + a_manifest("p")}});
  EXPECT_FALSE(load_pack("p", manifest, {}, &faults));
  EXPECT_EQ(faults.size(), 2U);
}

TEST(PackNames, AreTheFoldersWithAManifestEachOnceInOrderOfThePlaces) {
  EXPECT_EQ(pack_names(some_files(), kPlaces), (std::vector<std::string>{"calm", "mine"}));
  EXPECT_EQ(pack_names(some_files(), {{"nowhere"}}), std::vector<std::string>{});
}

TEST(PackFolder, IsWhereAPackStandsOrEmpty) {
  EXPECT_EQ(pack_folder("mine", some_files(), kPlaces), "home/packs/mine");
  EXPECT_EQ(pack_folder("work/sub", some_files(), kPlaces), "work/sub");
  EXPECT_EQ(pack_folder("notes", some_files(), kPlaces), "");
}

}  // namespace
}  // namespace attune
