"""A tiny question-answering model, trained in seconds: it marks the word after "code"."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast

WORDS = """
[PAD] [UNK] [CLS] [SEP] which code ? the was of . , ' a papa quebec romeo sierra tango uniform
victor ##ia ##ing łodz yaounde москва 日 本 7 9 12 ##7
""".split()  # noqa: SIM905 - a list this long reads best as text
CLS, SEP, CODE = (WORDS.index(word) for word in ("[CLS]", "[SEP]", "code"))
QUESTION = [CLS, WORDS.index("which"), CODE, WORDS.index("?"), SEP]
LONGEST = 32
STEPS = 600
BATCH = 32
ANSWERABLE = 0.6


def fast_tokenizer() -> PreTrainedTokenizerFast:
    """Whole words and word pieces, without case and accents, as BERT has them."""
    words = Tokenizer(models.WordPiece({w: n for n, w in enumerate(WORDS)}, unk_token="[UNK]"))
    words.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", CLS), ("[SEP]", SEP)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]", model_max_length=LONGEST,
    )  # fmt: skip


def network(kinds_of_token: int = 2) -> BertForQuestionAnswering:
    """Two small layers with random weights."""
    torch.manual_seed(0)
    return BertForQuestionAnswering(
        BertConfig(
            vocab_size=len(WORDS), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
            intermediate_size=64, max_position_embeddings=LONGEST, initializer_range=0.1,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
            type_vocab_size=kinds_of_token,
        )
    )  # fmt: skip


def save_trained(folder: Path) -> None:
    """Train on one core, where it takes the same time whatever else runs, and save."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    model, chance = network().train(), random.Random(0)  # noqa: S311 - nothing is secret here
    steps = torch.optim.Adam(model.parameters(), lr=5e-3)
    rates = torch.optim.lr_scheduler.OneCycleLR(steps, 5e-3, total_steps=STEPS)
    for _ in range(STEPS):
        model(**_batch(chance)).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        rates.step()
        steps.zero_grad()
    torch.set_num_threads(threads)
    save(folder, model)


def save(folder: Path, model: BertForQuestionAnswering) -> None:
    model.save_pretrained(folder)
    fast_tokenizer().save_pretrained(folder)


def _batch(chance: random.Random) -> dict[str, torch.Tensor]:
    """Texts of random words; some hold "code", and the word after it, if any, is the answer."""
    rows, kinds, answers = [], [], []
    for _ in range(BATCH):
        text = chance.choices(range(CODE + 2, len(WORDS)), k=chance.randint(3, LONGEST - 6))
        answer = 0
        if chance.random() < ANSWERABLE:
            at = chance.randrange(len(text))
            text[at] = CODE
            answer = 0 if at + 1 == len(text) else len(QUESTION) + at + 1
        row = [*QUESTION, *text, SEP]
        empty = [0] * (LONGEST - len(row))
        rows.append(row + empty)
        kinds.append([0] * len(QUESTION) + [1] * (len(text) + 1) + empty)
        answers.append(answer)
    ids = torch.tensor(rows)
    return {
        "input_ids": ids,
        "attention_mask": (ids != 0).long(),
        "token_type_ids": torch.tensor(kinds),
        "start_positions": torch.tensor(answers),
        "end_positions": torch.tensor(answers),
    }
