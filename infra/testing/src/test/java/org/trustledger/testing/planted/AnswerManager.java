package org.trustledger.testing.planted;

class AnswerManager {}
